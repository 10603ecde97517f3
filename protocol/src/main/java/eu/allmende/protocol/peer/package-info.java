/// How one program asks another: one **exchange** of a request and an answer, HTTP by name, TLS 1.3
/// with pinned keys underneath.
///
/// | word     | meaning                                                    | unit   |
/// |----------|------------------------------------------------------------|--------|
/// | peer     | a node or validator, by the id that its key must have      |        |
/// | exchange | one request and its answer, blocking                       |        |
/// | body     | the buffers of a request or answer, laid end to end        | bytes  |
///
/// This is a port: the adapter that opens sockets lives in the application; tests answer from
/// memory.
@NullMarked
package eu.allmende.protocol.peer;

import org.jspecify.annotations.NullMarked;
