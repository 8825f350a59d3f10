package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.shell.syntax.Command;
import java.util.List;

/// One command with what is known of its utility and its options.
///
/// @param effects what it does; the utility's own effect is the first
record Step(Command command, Utility utility, Options options, List<Effect> effects) {

    static Step of(Command command, Utilities utilities) {
        Utility utility = utilities.of(command.utility());
        Options options = Options.of(command, utility);
        return new Step(command, utility, options, Effects.of(command, utility, options));
    }

    String name() {
        return utility.name();
    }

    boolean does(Effect effect) {
        return effects.contains(effect);
    }
}
