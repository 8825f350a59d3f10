package dev.sallyport.postgres.target;

/// A relation or function as the server stores its name.
public record QualifiedName(String schema, String name) {

    /// The name that contracts use: `schema.name`, with `public.` left out.
    public String canonical() {
        return schema.equals("public") ? name : schema + "." + name;
    }

    @Override
    public String toString() {
        return canonical();
    }
}
