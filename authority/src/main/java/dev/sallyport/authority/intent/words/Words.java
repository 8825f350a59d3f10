package dev.sallyport.authority.intent.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Cuts text into words.
public final class Words {

    private static final Set<String> LITTLE = Set.of(
            ("a an the this that these those it its i me my mine we us our you your he him his she her they them their"
                            + " who whom whose which what when where why how is are was were be been being am do does did done"
                            + " have has had having will would shall should can could may might must of in on at to from by with"
                            + " for about as into onto over under out up down off and or but nor so if then than too very not no"
                            + " any all some each every more most other such only own same just also there here now please hi hey"
                            + " hello dear thanks thank kindly regards best let s t d ll m re ve one two etc via per")
                    .split(" ", -1));

    private Words() {}

    /// In lower case; `getUserInfo` and `get_user_info` are three words; digits are none.
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean letter = i < text.length() && isLetter(text.charAt(i));
            if (start >= 0 && (!letter || humps(text, start, i))) {
                words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
            if (letter && start < 0) start = i;
        }
        return words;
    }

    private static boolean isLetter(char c) {
        return c < 128 ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') : Character.isLetter(c);
    }

    /// A capital after a small letter, or before one at the end of several capitals.
    private static boolean humps(String text, int start, int i) {
        if (i <= start || !Character.isUpperCase(text.charAt(i))) return false;
        if (Character.isLowerCase(text.charAt(i - 1))) return true;
        return i - start > 1 && i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1));
    }

    /// Without the little words that stand in every text.
    public static List<String> content(String text) {
        List<String> words = of(text);
        words.removeIf(word -> word.length() < 2 || LITTLE.contains(word));
        return words;
    }
}
