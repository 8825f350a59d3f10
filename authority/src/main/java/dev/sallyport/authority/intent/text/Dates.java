package dev.sallyport.authority.intent.text;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Days of a year that a text names, as month * 100 + day; the year is not compared, for people leave it out.
final class Dates {

    private static final String MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
    private static final Pattern ISO = Pattern.compile("\\b\\d{4}[-/](\\d{1,2})[-/](\\d{1,2})\\b");
    private static final Pattern MONTH_FIRST = Pattern.compile(
            "\\b(" + MONTHS
                    + ")[a-z]*\\.? +(\\d{1,2})(?:st|nd|rd|th)?\\b(?:(?:,? +\\d{4})?(?: *(?:-|to|until|and|through) *(?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\b)?)?");
    private static final Pattern DAY_FIRST =
            Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (" + MONTHS + ")[a-z]*\\b");
    private static final Pattern SLASHED = Pattern.compile("\\b(\\d{1,2})/(\\d{1,2})(?:/\\d{2,4})?\\b");
    private static final Pattern RANGE = Pattern.compile(
            "\\b(\\d{1,2})(?:st|nd|rd|th) (?:to|until|through) (?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(" + MONTHS
                    + ")");

    private Dates() {}

    static Set<Integer> in(String lower) {
        Set<Integer> days = new HashSet<>();
        Matcher iso = ISO.matcher(lower);
        while (iso.find()) days.add(day(iso.group(1), iso.group(2)));
        Matcher month = MONTH_FIRST.matcher(lower);
        while (month.find()) {
            days.add(month(month.group(1)) * 100 + Integer.parseInt(month.group(2)));
            if (month.group(3) != null) days.add(month(month.group(1)) * 100 + Integer.parseInt(month.group(3)));
        }
        Matcher day = DAY_FIRST.matcher(lower);
        while (day.find()) days.add(month(day.group(2)) * 100 + Integer.parseInt(day.group(1)));
        Matcher range = RANGE.matcher(lower);
        while (range.find()) days.add(month(range.group(3)) * 100 + Integer.parseInt(range.group(1)));
        Matcher slashed = SLASHED.matcher(lower);
        while (slashed.find()) {
            days.add(day(slashed.group(1), slashed.group(2)));
            days.add(day(slashed.group(2), slashed.group(1)));
        }
        return days;
    }

    private static int day(String month, String day) {
        return Integer.parseInt(month) * 100 + Integer.parseInt(day);
    }

    private static int month(String name) {
        return MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) / 4 + 1;
    }
}
