package dev.sallyport.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the JVM and Linux say about a process, added up.
class MemoryTest {

    private static final String MAPS = """
            7000000-7001000 rw-p 00000000 00:00 0
            Size:                  4 kB
            Rss:                   3 kB
            Pss:                1000 kB
            687400000-690000000 rw-p 00000000 00:00 0
            Size:             100000 kB
            KernelPageSize:        4 kB
            Rss:               90000 kB
            7f0000000000-7f0000100000 r-xp 00000000 fe:00 123   /usr/lib/lib.so
            Size:               1024 kB
            Rss:                 500 kB
            """;

    @Test
    void the_heap_counts_by_what_is_used_and_the_rest_by_what_is_resident() {
        String info = """
                500:
                garbage-first heap   total reserved 6172672K, committed 393216K, used 11707K [0x0000000687400000, 0x0000000800000000)
                 region size 4096K, 3 young (12288K), 1 survivors (4096K)
                Metaspace       used 999999K, committed 384K, reserved 1114112K
                """;
        assertThat(Memory.held(info, MAPS)).hasValue(11707 + 3 + 500);
    }

    @Test
    void generations_of_another_collector_add_up() {
        String info = """
                PSYoungGen      total 38400K, used 100K [0x0000000687400000, 0x0000000689000000, 0x0000000700000000)
                 eden space 33280K, 4% used [0x0000000687400000,0x0000000687500000,0x0000000689000000)
                ParOldGen       total 87552K, used 20K [0x0000000500000000, 0x0000000505580000, 0x0000000687400000)
                 object space 87552K, 0% used [0x0000000500000000,0x0000000500000000,0x0000000505580000)
                """;
        assertThat(Memory.held(info, MAPS)).hasValue(120 + 3 + 500);
    }

    @Test
    void of_what_is_not_understood_nothing_is_made_up() {
        assertThat(Memory.held("a collector without ranges, used 12K", MAPS)).isEmpty();
    }
}
