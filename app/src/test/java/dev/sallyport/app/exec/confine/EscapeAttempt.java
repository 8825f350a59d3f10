package dev.sallyport.app.exec.confine;

/// Ways out of `exec --confine`, each a shell script that prints `ESCAPED` when it gets something that the
/// command must not have. Every one of them works without the confinement ([EscapeTest] shows it) and must
/// not work in it.
///
/// The scripts know what an attacker could know: `$TARGET_PORT` of the real target, `$CALLER` (the caller's
/// home), `$STATE` (the gateway's state folder), `$EXEC_PID` (exec itself), `$VICTIM_PID` (a process beside
/// it). All the files there may be read and written by everybody, so that only the confinement stands in
/// the way.
enum EscapeAttempt {
    TARGET_ON_LOOPBACK("connect 127.0.0.1 $TARGET_PORT"),
    TARGET_ON_IPV6_LOOPBACK("connect ::1 $TARGET_PORT"),
    TARGET_ON_ANOTHER_ADDRESS_OF_THE_HOST("connect 10.77.0.1 $TARGET_PORT"),
    TARGET_THROUGH_THE_ANY_ADDRESS("connect 0.0.0.0 $TARGET_PORT"),
    LINK_LOCAL_METADATA("connect 169.254.169.254 80"),
    PROXY_ON_LOOPBACK("proxy=${http_proxy:-http://127.0.0.1:3128}; connect 127.0.0.1 ${proxy##*:}"),
    PROXY_IN_THE_ENVIRONMENT("[ -n \"$HTTPS_PROXY$https_proxy$ALL_PROXY\" ] && won"),
    DNS_BY_UDP(
            "exec 3<>/dev/udp/10.77.0.53/53; echo leak >&3; line=$(timeout 2 head -n 1 <&3); [ \"$line\" = TARGET ] && won"),
    UNIX_SOCKET_OF_THE_DATABASE("unix $CALLER/.s.PGSQL.5432"),
    ABSTRACT_UNIX_SOCKET("unix @sallyport-escape"),
    ADMIN_SOCKET_OF_THE_GATEWAY("unix $STATE/admin.sock"),
    STATE_FOLDER_OF_THE_GATEWAY("steal $STATE/keys/trail.key"),
    WRITING_TO_THE_GATEWAYS_FILES("echo forged >> $STATE/trail.log && won"),
    PGPASS("steal ~/.pgpass || steal $CALLER/.pgpass"),
    SERVICE_FILE("steal \"$PGSERVICEFILE\" || steal $CALLER/.pg_service.conf"),
    CLOUD_AND_CLUSTER_CREDENTIALS("steal $CALLER/.aws/credentials || steal $CALLER/.kube/config"),
    SSH_AGENT("unix ${SSH_AUTH_SOCK:-$CALLER/agent.sock}"),
    INHERITED_ENVIRONMENT("env | grep -q -e AWS_SECRET -e PGPASSWORD -e GATEWAY_TOKEN && won"),
    INHERITED_DESCRIPTOR("read -r line <&9; [ \"$line\" = SECRET ] && won"),
    ENVIRONMENT_OF_OTHER_PROCESSES("for p in /proc/[0-9]*; do grep -q in-the-environ $p/environ && won; done"),
    DESCRIPTORS_OF_OTHER_PROCESSES(
            "for f in /proc/$PPID/fd/9 /proc/$EXEC_PID/fd/9 /proc/[0-9]*/fd/9; do steal $f && break; done"),
    ROOT_OF_OTHER_PROCESSES("for p in /proc/[0-9]*; do steal $p/root$STATE/keys/trail.key && break; done"),
    PTRACE_OF_EXEC("perl -e 'exit(syscall(101, 0x4206, 0 + $ENV{EXEC_PID}, 0, 0) != 0)' && won"),
    KILLING_A_PROCESS_OUTSIDE("kill -9 $VICTIM_PID && won"),
    RAW_SOCKET("perl -MSocket -e 'exit(!socket(S, AF_INET, SOCK_RAW, 1))' && won"),
    PACKET_SOCKET("perl -e 'exit(!socket(S, 17, 3, 768))' && won"),
    SU("[ \"$(su root -s /bin/sh -c 'id -u' < /dev/null)\" = 0 ] && won"),
    MOUNT("mount -t tmpfs escape /tmp && won; umount /tmp"),
    DEVICE_NODE("mknod /tmp/escape-disk b 254 0 && won; rm -f /tmp/escape-disk"),
    HOST_NETWORK_BY_NSENTER(
            "for p in $EXEC_PID 1 $PPID; do nsenter --net=/proc/$p/ns/net perl -MSocket -e '" + "socket(S, AF_INET,"
                    + " SOCK_STREAM, 0); connect(S, sockaddr_in($ENV{TARGET_PORT}, INADDR_LOOPBACK)) or exit 1;"
                    + " exit(<S> ne \"TARGET\\n\")' && won; done"),
    NEW_USER_NAMESPACE("unshare --user --map-root-user true && won"),
    SHARED_MEMORY_OF_THE_HOST("perl -e 'exit(!defined(shmget(4711, 16, 0)))' && won"),
    LISTENING_WHERE_OTHERS_CONNECT(
            "perl -MSocket -e 'socket(S, AF_INET, SOCK_STREAM, 0); bind(S, sockaddr_in(4712, INADDR_LOOPBACK)) or die;"
                    + " listen(S, 1); alarm 4; accept(C, S) and print \"ESCAPED\\n\"'"),
    PROCESS_THAT_STAYS_BEHIND(
            "setsid bash -c \"sleep 1; exec 3<>/dev/tcp/localhost/$GATEWAY_PORT; echo LATE $HOW >&3\" > /dev/null 2>&1 & :");

    private static final String WORDS = """
            won() { echo ESCAPED; }
            connect() { exec 3<>/dev/tcp/$1/$2; read -r -t 2 -u 3 line; [ "$line" = TARGET ] && won; }
            unix() {
              perl -MSocket -e '$p = shift; $p =~ s/^@/\\0/; socket(S, AF_UNIX, SOCK_STREAM, 0);
                connect(S, pack_sockaddr_un($p)) or exit 1; alarm 2; exit(<S> ne "TARGET\\n")' "$1" && won
            }
            steal() { [ "$(head -n 1 "$1")" = SECRET ] && won; }
            """;

    private final String script;

    EscapeAttempt(String script) {
        this.script = script;
    }

    /// For bash, whose `/dev/tcp` and `/dev/udp` connect without another program. What stood in the way is
    /// said too.
    String script() {
        return WORDS + "{ " + script + "; } 2>&1; exit 0";
    }
}
