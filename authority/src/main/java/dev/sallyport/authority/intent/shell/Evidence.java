package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.words.Meanings;
import java.util.ArrayList;
import java.util.List;

/// Everything that is seen in a command beside its request, without a verdict.
final class Evidence {

    private final Learnt learnt;
    private final Concepts concepts;
    private final Purposes purposes;
    private final Deeds deeds = new Deeds(new Asks());

    Evidence(Learnt learnt, Utilities utilities) {
        this.learnt = learnt;
        this.concepts = new Concepts(Concept.table(), learnt.odds());
        this.purposes = new Purposes(utilities.all(), Meanings.shipped());
    }

    List<Feature> of(Reading reading) {
        List<Feature> features = new ArrayList<>(Coverage.of(reading));
        features.addAll(Wording.of(reading, learnt.associations()));
        features.addAll(concepts.of(reading));
        features.addAll(purposes.of(reading));
        features.addAll(deeds.of(reading));
        features.addAll(Shape.of(reading));
        return List.copyOf(features);
    }
}
