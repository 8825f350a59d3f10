package dev.sallyport.authority.intent.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StemTest {

    @ParameterizedTest
    @CsvSource({
        "payments,pay",
        "paying,pay",
        "stopped,stop",
        "making,make",
        "cities,city",
        "boxes,box",
        "classes,class",
        "employees,employee",
        "deleted,delete",
        "calls,call",
        "keys,key",
        "status,status",
        "files,file"
    })
    void formsOfOneWordHaveOneStem(String one, String other) {
        assertThat(Stem.of(one)).isEqualTo(Stem.of(other));
    }
}
