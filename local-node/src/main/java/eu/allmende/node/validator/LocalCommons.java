package eu.allmende.node.validator;

import eu.allmende.protocol.ledger.CommonsFile;
import java.util.List;

/// A commons whose validators all run on this machine.
///
/// @param commons what others join with
/// @param validators one setup for each seat, in the order of the genesis
public record LocalCommons(CommonsFile commons, List<ValidatorSetup> validators) {
    public LocalCommons {
        validators = List.copyOf(validators);
    }
}
