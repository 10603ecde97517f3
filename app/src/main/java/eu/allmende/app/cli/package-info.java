/// The command line: words in, one desk question or one start out, and the result on the screen.
///
/// | word    | meaning                                                                    |
/// |---------|----------------------------------------------------------------------------|
/// | console | where a command reads and prints; knows `--home` and `--json`              |
/// | doors   | what commands reach behind them: desks, memberships, processes; wired in `app` |
///
/// With `--json` exactly one JSON object goes to standard output (`invite` prints its code first);
/// messages go to standard error. Stack traces go to the log, never to the screen.
@NullMarked
package eu.allmende.app.cli;

import org.jspecify.annotations.NullMarked;
