/// The node's door: HTTP/2 over mutual TLS 1.3. Each caller is known by its key before a byte is
/// read.
///
/// | word     | meaning                                                |
/// |----------|--------------------------------------------------------|
/// | call     | one request, with the key of whoever makes it          |
/// | reply    | a status and a body                                    |
/// | endpoint | what answers calls; `Routes` puts several behind one   |
///
/// Knows nothing of pieces or ledgers; those rooms hand endpoints in.
@NullMarked
package eu.allmende.node.serve;

import org.jspecify.annotations.NullMarked;
