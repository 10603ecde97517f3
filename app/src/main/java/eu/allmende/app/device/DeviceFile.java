package eu.allmende.app.device;

import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.home.Home;
import eu.allmende.engine.account.Device;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/// The device's keys in a home: the file `device`, which only its owner may read, holds the bytes
/// of [Device#secretBytes]; beside it `commons.json` says which commons they are for.
final class DeviceFile {
    private static final String DEVICE = "device";
    private static final String COMMONS = "commons.json";

    private DeviceFile() {}

    /// A device and its commons.
    record Kept(Device device, CommonsFile commons) {}

    /// Whether the home has a device.
    static boolean isIn(Home home) {
        return Files.exists(home.dir().resolve(DEVICE));
    }

    /// @throws CommandException if the home has a device already
    static void requireNone(Home home) throws CommandException {
        if (isIn(home)) {
            throw new CommandException(
                    Ending.FAILED,
                    "There is a device in " + home.dir() + " already: use another --home.");
        }
    }

    /// Keeps a new device. With the key file, which comes last, the home is complete.
    static void keep(Home home, Device device, CommonsFile commons) throws IOException {
        replace(home.dir().resolve(COMMONS), commons.toJson().getBytes(StandardCharsets.UTF_8));
        byte[] secret = device.secretBytes();
        try {
            replace(home.dir().resolve(DEVICE), secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// The device of a home.
    ///
    /// @throws CommandException if there is none, or its file is damaged
    static Kept load(Home home) throws IOException {
        byte[] secret;
        try {
            secret = Files.readAllBytes(home.dir().resolve(DEVICE));
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    Ending.FAILED,
                    "There is no device in "
                            + home.dir()
                            + ": begin with `allmende init`, `join` or `recover`.",
                    e);
        }
        try {
            String commons = Files.readString(home.dir().resolve(COMMONS));
            return new Kept(Device.of(secret), CommonsFile.parse(commons));
        } catch (MalformedException | NoSuchFileException e) {
            throw new CommandException(
                    Ending.FAILED,
                    "The device in "
                            + home.dir()
                            + " is damaged: `allmende recover` makes a new one in an empty home.",
                    e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (SeekableByteChannel out =
                Files.newByteChannel(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        onlyOwner(file))) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                out.write(left);
            }
            if (out instanceof FileChannel channel) {
                channel.force(true);
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] onlyOwner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
