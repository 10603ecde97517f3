package eu.allmende.node.admit;

import eu.allmende.protocol.fence.Fence;

/// What a caller is told at the door.
public sealed interface Admission {
    /// Come in.
    ///
    /// @param fence the folder's fence
    record Admitted(Fence fence) implements Admission {}

    /// Not you, or not here.
    ///
    /// @param sentence why
    record Refused(String sentence) implements Admission {}
}
