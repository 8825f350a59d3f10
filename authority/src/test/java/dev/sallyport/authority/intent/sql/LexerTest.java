package dev.sallyport.authority.intent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.authority.intent.sql.Token.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class LexerTest {

    @Test
    void quotesOfEveryDialect() {
        assertThat(kinds("`a b` [c d] \"e\" 'f' $$g$$ $x$h$x$"))
                .containsExactly(Kind.NAME, Kind.NAME, Kind.DOUBLE, Kind.TEXT, Kind.TEXT, Kind.TEXT);
        assertThat(texts("`a b` [c d] \"e\" 'f' $$g$$ $x$h$x$")).containsExactly("a b", "c d", "e", "f", "g", "h");
    }

    @Test
    void aQuoteWithinAText() {
        assertThat(texts("'it''s' 'it\\'s'")).containsExactly("it's", "it's");
    }

    @Test
    void commentsOfEveryDialect() {
        assertThat(kinds("a -- x\n b /* y */ c # z"))
                .containsExactly(Kind.WORD, Kind.COMMENT, Kind.WORD, Kind.COMMENT, Kind.WORD, Kind.COMMENT);
        assertThat(kinds("data #> path")).containsExactly(Kind.WORD, Kind.SYMBOL, Kind.WORD);
    }

    @Test
    void whatLacksItsEndIsMarked() {
        assertThat(Lexer.read("'open").getFirst().closed()).isFalse();
        assertThat(Lexer.read("/* open").getFirst().closed()).isFalse();
        assertThat(Lexer.read("$x$ open").getFirst().closed()).isFalse();
        assertThat(Lexer.read("-- ends with the text").getFirst().closed()).isTrue();
    }

    @Test
    void keywordsThatLostTheirLineEndAreCutOff() {
        assertThat(texts("SELECT nameFROM cityWHERE id = 1 ORDER BY id DESCLIMIT 1"))
                .containsExactly(
                        "SELECT", "name", "FROM", "city", "WHERE", "id", "=", "1", "ORDER", "BY", "id", "DESC", "LIMIT",
                        "1");
        assertThat(texts("BRAND LAND operand")).containsExactly("BRAND", "LAND", "operand");
    }

    @Test
    void aParameterIsAValue() {
        assertThat(kinds("id = $1")).containsExactly(Kind.WORD, Kind.SYMBOL, Kind.TEXT);
    }

    private static List<Kind> kinds(String text) {
        return Lexer.read(text).stream().map(Token::kind).toList();
    }

    private static List<String> texts(String text) {
        return Lexer.read(text).stream().map(Token::text).toList();
    }
}
