/// How a command reaches the process that works with a home: a socket of the operating system, for
/// the owner only, never the network.
///
/// | word           | meaning                                                         | size     |
/// |----------------|-----------------------------------------------------------------|----------|
/// | control socket | a Unix domain socket in the home, mode 0600                      |          |
/// | line           | one JSON object: a question, or the answer to it                 | ≤ 64 MiB |
///
/// A question is `{"ask": NAME, "with": {…}}`; the answer `{"answer": NAME, "with": {…}}` or
/// `{"ending": NAME, "sentence": "…"}`. One of each per connection.
@NullMarked
package eu.allmende.app.control;

import org.jspecify.annotations.NullMarked;
