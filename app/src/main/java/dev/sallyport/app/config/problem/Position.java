package dev.sallyport.app.config.problem;

/// A place in the file, counted from 1; [#NOWHERE] for the file as a whole.
public record Position(int line, int column) {

    public static final Position NOWHERE = new Position(0, 0);
}
