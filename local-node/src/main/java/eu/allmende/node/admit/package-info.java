/// Who may bring a piece in, and who may have one out.
///
/// | word      | meaning                                                                    |
/// |-----------|----------------------------------------------------------------------------|
/// | register  | what the verified ledger says of folders and devices                       |
/// | admission | yes with the folder's fence, or no with one sentence                       |
/// | space     | quota and floor of free disk; reserved before a byte is read               |
///
/// Unknown is never allowed. Nothing here touches a piece.
@NullMarked
package eu.allmende.node.admit;

import org.jspecify.annotations.NullMarked;
