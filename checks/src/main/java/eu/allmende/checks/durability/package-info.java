/// The durability simulator, `./allmende simulate durability`: how likely a pack is lost, and what
/// repair costs.
///
/// | word          | meaning                                                                     |
/// |---------------|-----------------------------------------------------------------------------|
/// | AFR           | the share of nodes that are lost for good in a year                          |
/// | repair days   | from the moment at which a pack has r pieces left until it has all n again   |
/// | nines         | −log10 of the share of packs that are lost in a year                         |
/// | shock         | a share of all nodes is lost at one moment                                   |
///
/// [Chain] and [FixedRepair] are exact, [Shock] too; [CommonsRun] plays a whole commons, event by
/// event, with what the formulas leave out: packs that share nodes, absences, a limit on the bytes
/// that repair may move. Knows none of the other packages here.
@NullMarked
package eu.allmende.checks.durability;

import org.jspecify.annotations.NullMarked;
