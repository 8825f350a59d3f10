package dev.sallyport.app.cli;

/// The entry point that the launcher calls.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("sallyport " + Version.ofThisBuild());
    }
}
