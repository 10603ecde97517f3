/// The loop's port to the commons: commits in, commits out, content both ways.
///
/// | word        | meaning                                                       |
/// |-------------|---------------------------------------------------------------|
/// | head        | a folder's newest verified sequence                           |
/// | publication | what came of handing changes to the commons                   |
/// | wanted      | a file whose content this device lacks                        |
/// | arrival     | where fetched content goes; called from several threads       |
///
/// `commit` gives the real one, over nodes and validators; simulations give one in memory.
@NullMarked
package eu.allmende.engine.remote;

import org.jspecify.annotations.NullMarked;
