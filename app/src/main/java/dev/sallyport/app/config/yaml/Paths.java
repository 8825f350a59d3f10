package dev.sallyport.app.config.yaml;

import dev.sallyport.app.config.problem.Shown;

/// Configuration paths: `access[0].to`, and `sensitive.`hr.payroll`` where a key is no plain word.
public final class Paths {

    private Paths() {}

    public static String of(String parent, String key) {
        String step = key.matches("[A-Za-z0-9_-]{1,64}") ? key : Shown.of(key);
        return parent.isEmpty() ? step : parent + "." + step;
    }

    public static String of(String parent, int index) {
        return parent + "[" + index + "]";
    }
}
