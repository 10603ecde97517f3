/// A disk in memory for simulations: one seed, one story.
///
/// | word    | meaning                                                                          |
/// |---------|----------------------------------------------------------------------------------|
/// | node    | what a name stands for: a file, directory or link, with a number and times        |
/// | act     | one call that reaches the disk; each can fail, or be the process's last           |
/// | barrier | what came before it survives a power cut                                          |
/// | traits  | what kind of disk: how fine its times are, whether it knows case, bits, numbers   |
///
/// Never touches a real disk or clock. For one thread.
package eu.allmende.engine.sim;
