package dev.sallyport.grammar.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.grammar.http.body.BodyLimits;
import dev.sallyport.grammar.http.body.BodyReader;
import dev.sallyport.grammar.http.body.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many records a body speaks of, whatever it is called.
class BodyRecordsTest {

    private static final BodyReader READER = new BodyReader(BodyLimits.DEFAULT);

    /// `~` stands for a line feed, `^` for a carriage return, `@` for a record separator.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | {\"a\":1} | 1",
                "application/json | [{},{},{}] | 3",
                "application/json | {\"items\":[1,2]} | 2",
                "application/json | {\"tags\":[\"a\",\"b\"]} | 1",
                "application/json | {\"0\":{},\"1\":{},\"2\":{}} | 3",
                "application/json | {\"2024\":5,\"name\":6} | 1",
                "application/json | {\"data\":{\"0\":{},\"1\":{}}} | 2",
                "application/x-ndjson | {}~{}~ | 2",
                "text/x-ndjson | {}~~{}~{} | 3",
                "application/jsonlines | {}~{} | 2",
                "application/json-seq | @{}~@{}~ | 2",
                "application/geo+json-seq | @{}~@{}~@{}~ | 3",
                "text/plain | {}~{} | 2",
                "text/plain | one~two | 1",
                "application/octet-stream | {\"a\":1}~{\"a\":2} | 2",
                "application/octet-stream | [{},{}] | 2",
                "application/octet-stream | one~two | 1",
                "text/csv | name | 1",
                "text/csv | name~a~b~ | 3",
                "text/csv | name^~a^~b^~ | 3",
                "text/csv | name^a^b | 3",
                "text/csv; header=present | name~~a~  ~b | 3",
                "application/csv | name~a | 2",
                "text/tab-separated-values | name~a | 2",
                "application/xml | <a/>~<b/> | 1",
                "application/x-www-form-urlencoded | a=1&b=2 | 1",
                "application/x-www-form-urlencoded | a=1&a=2 | 2",
                "application/x-www-form-urlencoded | items[0][n]=a&items[0][m]=b&items[1][n]=c&items[7][n]=d | 3",
                "application/x-www-form-urlencoded | items.0.n=a&items.1.n=b | 2",
                "application/x-www-form-urlencoded | address[city]=a&address[zip]=b | 1",
            })
    void everyRecordCounts(String type, String body, int records) throws Exception {
        assertThat(records(MediaType.parse(type), body)).isEqualTo(records);
    }

    /// What a file is called says more than a type that says nothing.
    @ParameterizedTest
    @CsvSource({
        "people.csv, text/plain, 3",
        "people.CSV, application/octet-stream, 3",
        "people.tsv, application/vnd.ms-excel, 3",
        "people.txt, text/plain, 1",
        "people.txt, text/csv, 3",
        "people, text/plain, 1"
    })
    void aFileOfAFormCountsItsLines(String name, String type, int records) throws Exception {
        String body = "--b^~Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"^~Content-Type: "
                + type + "^~^~name~a~b^~--b--^~";
        assertThat(records(new MediaType("multipart/form-data", Map.of("boundary", "b")), body))
                .isEqualTo(records);
    }

    private static int records(MediaType type, String body) throws Exception {
        String text = body.replace('~', '\n').replace('^', '\r').replace('@', '\u001e');
        return BodyValues.records(READER.read(type, text.getBytes(StandardCharsets.UTF_8)));
    }
}
