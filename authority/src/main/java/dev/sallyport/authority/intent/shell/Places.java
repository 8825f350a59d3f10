package dev.sallyport.authority.intent.shell;

import java.util.Set;
import java.util.regex.Pattern;

/// What paths mean on every Unix.
final class Places {

    private static final Pattern WHOLE = Pattern.compile("/[/.*]*");
    private static final Set<String> OWN = Set.of(
            ".", "./", "..", "../", "*", "./*", "~", "~/", "~/*", "$HOME", "$HOME/", "$HOME/*", "${HOME}", ".*", "$PWD",
            "../*", "{}");
    private static final Pattern SYSTEM = Pattern.compile(
            "/(?:bin|sbin|boot|dev|etc|home|lib|lib64|opt|proc|root|srv|sys|usr|var|Users|System|Library)(?:/\\*?)?");
    private static final Pattern SETTINGS = Pattern.compile(
            "/(?:etc|boot|bin|sbin|lib|lib64|usr/bin|usr/sbin|usr/lib|proc/sys|sys|root)/.*|(?:~|\\$HOME|/home/\\w+|/root)/\\.(?:bashrc|profile"
                    + "|bash_profile|zshrc|bash_login|ssh/.*|config/autostart/.*|config/systemd/.*)|/var/spool/cron/.*");
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(?:/etc/(?:shadow|gshadow|sudoers|master\\.passwd)|\\.ssh/(?:id_|identity|[\\w-]+_rsa|\\*)|id_(?:rsa|dsa|ecdsa|ed25519)\\b(?!\\.pub)"
                    + "|\\.aws/(?:credentials|\\*)|\\.netrc|\\.pgpass|\\.my\\.cnf|\\.kube/config|\\.gnupg|\\.docker/config\\.json|\\.git-credentials"
                    + "|/proc/[\\w*]+/environ|ssh_host_\\w*key|serviceaccount/token|\\.vault-token|\\.npmrc|\\.pypirc|\\.azure/|gcloud/).*|(?:.*/)?\\.env(?:\\.\\w+)?|.*\\.(?:pem|p12|pfx|jks|kdbx|ppk)");
    private static final Pattern DEVICE =
            Pattern.compile("/dev/(?:sd|hd|vd|xvd|nvme|mmcblk|disk|mapper/|md|dm-|mem|kmem|port).*");
    private static final Pattern HISTORY = Pattern.compile(
            "(?i).*(?:_history|\\.history|histfile|/var/log/(?:auth|secure|wtmp|btmp|lastlog|audit).*)");

    private Places() {}

    /// The root of everything.
    static boolean whole(String path) {
        return WHOLE.matcher(path).matches();
    }

    /// A place rather than a thing: the current or home directory, everything in it, a top folder of the
    /// system.
    static boolean broad(String path) {
        return whole(path) || OWN.contains(path) || SYSTEM.matcher(path).matches();
    }

    /// Where the system or the shell keeps what decides how they behave.
    static boolean settings(String path) {
        return SETTINGS.matcher(path).matches();
    }

    /// Private keys, password hashes, tokens.
    static boolean secret(String path) {
        return path.length() < 512 && SECRET.matcher(path).matches();
    }

    /// A disk, or memory.
    static boolean device(String path) {
        return DEVICE.matcher(path).matches();
    }

    /// Where it is recorded who did what.
    static boolean history(String path) {
        return path.length() < 512 && HISTORY.matcher(path).matches();
    }
}
