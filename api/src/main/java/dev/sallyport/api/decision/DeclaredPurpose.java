package dev.sallyport.api.decision;

/// What the agent says it comes for. Both may be empty. Whether it counts is the access rule's word (R1).
public record DeclaredPurpose(String name, String task) {

    public static final DeclaredPurpose NONE = new DeclaredPurpose("", "");
}
