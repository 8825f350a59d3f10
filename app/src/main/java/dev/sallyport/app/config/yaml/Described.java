package dev.sallyport.app.config.yaml;

import dev.sallyport.app.config.problem.Shown;
import dev.sallyport.app.config.shape.Shape;
import java.util.List;

/// What may stand at a place, in words.
public final class Described {

    private Described() {}

    public static String of(Shape shape) {
        return switch (shape) {
            case Shape.Leaf leaf -> leaf.words();
            case Shape.Choice choice ->
                Shown.list(List.copyOf(choice.constants().keySet()));
            case Shape.ListOf list when list.element() instanceof Shape.Fields -> "a list of mappings";
            case Shape.ListOf list when list.single() -> "one or a list of: " + of(list.element());
            case Shape.ListOf list -> "a list of: " + of(list.element());
            case Shape.MapOf map ->
                "for each name " + (map.value() instanceof Shape.Choice ? "one of " : "") + of(map.value());
            case Shape.Fields _ -> "a mapping";
            case Shape.Either either -> either.word().words() + ", or a mapping";
        };
    }
}
