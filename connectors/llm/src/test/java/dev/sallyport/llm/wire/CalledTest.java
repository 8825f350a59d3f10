package dev.sallyport.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.llm.request.Api;
import dev.sallyport.llm.request.Endpoint;
import dev.sallyport.llm.request.Style;
import dev.sallyport.transport.http.Authority;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.RequestHead.Mode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalledTest {

    @ParameterizedTest
    @CsvSource({
        "REVERSE, POST, /v1/messages,                                         /base, MESSAGES,      /v1/messages",
        "REVERSE, POST, /v1/messages?beta=true,                               /base, MESSAGES,      /v1/messages?beta=true",
        "REVERSE, POST, /v1/messages?beta=true&x=1,                           /base, ,              /v1/messages?beta=true&x=1",
        "REVERSE, POST, /base/v1/messages,                                    /base, ,              /base/v1/messages",
        "FORWARD, POST, /base/v1/messages,                                    /base, MESSAGES,      /v1/messages",
        "FORWARD, POST, /v1/messages,                                         /base, ,              /v1/messages",
        "FORWARD, POST, /based/v1/messages,                                   /base, ,              d/v1/messages",
        "FORWARD, POST, /v1/messages,                                         '',    MESSAGES,      /v1/messages",
        "REVERSE, POST, /messages,                                            /base, MESSAGES,      /v1/messages",
        "REVERSE, POST, /messages?beta=true,                                  /base, MESSAGES,      /v1/messages?beta=true",
        "REVERSE, POST, /messages/count_tokens,                               /base, COUNT_TOKENS,  /v1/messages/count_tokens",
        "REVERSE, POST, /messages/batches,                                    /base, ,              /messages/batches",
        "FORWARD, POST, /base/messages,                                       /base, ,              /messages",
        "REVERSE, GET,  /v1/models?limit=20&after_id=m,                       '',    MODELS,        /v1/models?limit=20&after_id=m",
        "REVERSE, GET,  /v1/models?x=%2e,                                     '',    ,              /v1/models?x=%2e",
        "REVERSE, POST, /v1beta/models/g:streamGenerateContent?alt=sse,       '',    GEMINI_STREAM, /v1beta/models/g:streamGenerateContent?alt=sse",
        "REVERSE, POST, /v1beta/models/g:streamGenerateContent,               '',    ,              /v1beta/models/g:streamGenerateContent",
        "REVERSE, POST, /v1beta/models/g:streamGenerateContent?alt=sse&key=k, '',    ,              /v1beta/models/g:streamGenerateContent?alt=sse&key=k",
    })
    void thePathBehindTheBaseSaysWhatIsCalled(
            Mode mode, String method, String path, String base, Api api, String sent) {
        RequestHead head = new RequestHead(
                method, mode, new Authority("a.example", 443), "", path, Fields.NONE, 0, "", "127.0.0.1");
        Called called = Called.of(head, base);
        assertThat(called.endpoint().map(Endpoint::api).orElse(null)).isEqualTo(api);
        assertThat(called.path()).isEqualTo(sent);
    }

    /// A list of models is asked for in the same way of all: whose SDK asks, its fields say.
    @ParameterizedTest
    @CsvSource({"anthropic-version, ANTHROPIC", "x-goog-api-client, GEMINI", "accept, OPENAI"})
    void aListOfModelsIsRefusedInTheWordsOfTheSdkThatAsks(String field, Style style) {
        RequestHead head = new RequestHead(
                "GET",
                Mode.REVERSE,
                new Authority("a.example", 443),
                "",
                "/v1/models",
                Fields.of(field, "x"),
                0,
                "",
                "127.0.0.1");
        assertThat(Called.of(head, "").style(head)).isEqualTo(style);
    }
}
