package dev.sallyport.authority.intent.text;

import java.util.HashSet;
import java.util.Set;

/// Days of a year that a text names, as month * 100 + day; the year is not compared, for people leave it out.
final class Dates {

    private static final String MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
    private static final String MONTH_STARTS = "jfmasond";
    private static final Sought ISO = Sought.atWord(Sought.DIGITS, "\\b\\d{4}[-/](\\d{1,2})[-/](\\d{1,2})\\b");
    private static final Sought MONTH_FIRST = Sought.atWord(
            MONTH_STARTS,
            "\\b(" + MONTHS
                    + ")[a-z]*\\.? +(\\d{1,2})(?:st|nd|rd|th)?\\b(?:(?:,? +\\d{4})?(?: *(?:-|to|until|and|through) *(?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\b)?)?");
    private static final Sought DAY_FIRST =
            Sought.atWord(Sought.DIGITS, "\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (" + MONTHS + ")[a-z]*\\b");
    private static final Sought SLASHED = Sought.atWord(Sought.DIGITS, "\\b(\\d{1,2})/(\\d{1,2})(?:/\\d{2,4})?\\b");
    private static final Sought RANGE = Sought.atWord(
            Sought.DIGITS,
            "\\b(\\d{1,2})(?:st|nd|rd|th) (?:to|until|through) (?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(" + MONTHS
                    + ")");

    private Dates() {}

    static Set<Integer> in(String lower) {
        Set<Integer> days = new HashSet<>();
        ISO.each(lower, iso -> days.add(day(iso.group(1), iso.group(2))));
        MONTH_FIRST.each(lower, month -> {
            days.add(named(month.group(1), month.group(2)));
            if (month.group(3) != null) days.add(named(month.group(1), month.group(3)));
        });
        DAY_FIRST.each(lower, day -> days.add(named(day.group(2), day.group(1))));
        RANGE.each(lower, range -> days.add(named(range.group(3), range.group(1))));
        SLASHED.each(lower, slashed -> {
            days.add(day(slashed.group(1), slashed.group(2)));
            days.add(day(slashed.group(2), slashed.group(1)));
        });
        return days;
    }

    private static int day(String month, String day) {
        return Integer.parseInt(month) * 100 + Integer.parseInt(day);
    }

    private static int named(String month, String day) {
        return (MONTHS.indexOf(month) / 4 + 1) * 100 + Integer.parseInt(day);
    }
}
