package dev.sallyport.authority.intent.sql;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// What turns of English ask of a statement. Each pattern is a list of plain words, so matching is
/// linear.
enum Cue {
    COUNT(
            "how many\\w*|number of|(?:the|and) numbers of|count|counts|total number|quantity of|no\\. of|amount of times"),
    AVERAGE("average|averages|avg|mean|on average"),
    SUM("total|sum|overall|altogether|combined|cumulative"),
    MOST(
            "most|highest|largest|biggest|greatest|maximum|max|latest|newest|oldest|longest|tallest|heaviest|best|top"
                    + "|last(?!,? (?:name|and|or))|richest|recent|fastest|strongest|more than any other|expensive|largest|farthest|deepest|popular"),
    LEAST(
            "least|lowest|smallest|fewest|minimum|min|earliest|youngest|shortest|lightest|worst|first(?!,? (?:name|and|or|middle|line|half))|slowest|cheapest"
                    + "|weakest|nearest|poorest|less than any other|earlier"),
    DISTINCT("different|distinct|unique|distinctive|without duplicates?|unrepeated"),
    EACH("each|every|per|respective|corresponding|for all|by each|grouped|group by|along with the number"
            + "|breakdown|broken down|by (?:month|week|year|day|country|state|type|category|make|status)"),
    SORT(
            "sort|sorted|order|ordered|ordering|alphabetical|alphabetically|lexicographic|lexicographical|lexicographically"
                    + "|ranked|ranking from|chronological|chronologically|descending|ascending|from (?:most|least|highest|lowest"
                    + "|oldest|youngest|newest|largest|smallest)"),
    DESCENDING("descending|decreasing|desc|reverse\\w*|from (?:most|highest|oldest|newest|largest|latest|high)"
            + "|high to low|highest to lowest|largest to smallest"),
    ASCENDING("ascending|increasing|asc|alphabetical|alphabetically|lexicographical|lexicographically|lexicographic"
            + "|from (?:least|lowest|youngest|oldest|smallest|earliest|low)|low to high|lowest to highest"),
    NOT("not|no|never|none|without|except|excluding|other than|don't|doesn't|didn't|neither|nor|cannot|isn't|aren't"
            + "|hasn't|haven't|wasn't|missing|lack|lacks|un\\w{3,12}ed|different from"),
    OR("or|either|any of|nor"),
    BOTH("both|and also|as well as|also|intersection|in common"),
    MORE("more than|greater than|over|above|at least|exceeding|exceed|exceeds|larger than|older than|bigger than"
            + "|higher than|longer than|after|since|or more|or later|or greater|heavier than|taller than|no less than"
            + "|higher|older|more|later than|on or after|minimum of|weighing more|better than|bigger|greater|larger"),
    FEWER("less than|fewer than|under|below|at most|smaller than|younger than|lower than|shorter than|before|or less"
            + "|or fewer|or earlier|up to|within|no more than|lower|younger|less|fewer|earlier than|prior to|smaller"
            + "|on or before|lighter than|not more than"),
    BETWEEN("between|from \\S{1,24} to|ranging|range|during|within"),
    LIKE("contain|contains|containing|include|includes|including|start|starts|starting|begin|begins|beginning|end with"
            + "|ends with|ending|substring|letter|prefix|suffix|has the word|in (?:its|their|the) names?|the word"),
    WHICH("whose|where|that|which|who|with|named|called|when|having|from|in|for|by|of the|has|have|if|named after"),
    ALL("all|every|each|entire|whole|everything|everyone"),
    WHERE("where|whose|named|called|equal|equals|with (?:the )?(?:id|name|number|title|rank|code)"),
    EVERYTHING("all (?:the )?(?:\\S{1,20} )?(?:info|information|details|data|columns|fields|attributes|records?|rows?)"
            + "|everything|full details|complete (?:record|row|information)s?|entire (?:table|row|record)"),
    PERCENT("percent|percentage|ratio|rate|proportion|fraction|share|margin|%|difference|change|growth"),
    DATES("day|days|week|weeks|month|months|monthly|year|years|yearly|date|dates|weekend|weekends|quarter|today|when"),
    RANK("rank|ranks|ranked|ranking|rankings");

    private final Pattern pattern;

    Cue(String words) {
        this.pattern = Pattern.compile("(?<![\\w'])(?:" + words + ")(?![\\w'])");
    }

    static Set<Cue> in(String lower) {
        Set<Cue> cues = EnumSet.noneOf(Cue.class);
        for (Cue cue : values()) {
            if (cue.pattern.matcher(lower).find()) {
                cues.add(cue);
            }
        }
        return cues;
    }
}
