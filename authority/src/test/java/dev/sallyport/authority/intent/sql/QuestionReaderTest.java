package dev.sallyport.authority.intent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How many orders were updated in May?",
                "Which accounts were deleted last week?",
                "Show me the set of products",
                "List the change of price for each product",
                "What was inserted, added and removed?",
                "total number of students per class"
            })
    void aQuestionJustifiesReadingOnly(String request) {
        assertThat(QuestionReader.read(request).ask().onlyReads()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Change the city of customer 7 to Oslo | UPDATE",
                "Please set the price of 'Tea' to 3 | UPDATE",
                "Insert a row for Jane | INSERT",
                "In the 'Prices' table, update tea to 3 | UPDATE",
                "Can you delete order 17? | DELETE",
                "Find the duplicates and delete them | DELETE",
                "The match against Lyn was won 3-1 and 4,000 people came. | INSERT",
                "Create a table for the results | DEFINE"
            })
    void anOrderJustifiesWhatItOrders(String request, Effect effect) {
        assertThat(QuestionReader.read(request).ask().justifies(effect)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Change the city of customer 7 to Oslo | DELETE",
                "Insert a row for Jane | DEFINE",
                "The match against Lyn was won 3-1 and 4,000 people came. | DELETE",
                "Delete order 17 | DEFINE"
            })
    void andNothingWorse(String request, Effect effect) {
        assertThat(QuestionReader.read(request).ask().justifies(effect)).isFalse();
    }

    @Test
    void quotedTextsAndCapitalsAreValues() {
        Question question = QuestionReader.read("Who directed \"Heat\" after it's shown in New York?");
        assertThat(question.quoted()).containsExactly("heat");
        assertThat(question.words())
                .filteredOn(word -> word.capital() && !word.quoted())
                .extracting(Question.Word::text)
                .containsExactly("new", "york");
    }

    @Test
    void turnsOfEnglishAskForConstructs() {
        assertThat(QuestionReader.read("How many cities are there?").cues()).contains(Cue.COUNT);
        assertThat(QuestionReader.read("Show the oldest one per town").cues()).contains(Cue.MOST, Cue.EACH);
        assertThat(QuestionReader.read("List the first name of all").cues()).doesNotContain(Cue.LEAST);
        assertThat(QuestionReader.read("Who is called 'How many'?").cues()).doesNotContain(Cue.COUNT);
    }
}
