package eu.allmende.node.validator;

import eu.allmende.node.keys.KeyFile;
import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.ledger.Genesis;
import eu.allmende.protocol.ledger.ValidatorSeat;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Founds a commons: makes the validators' keys and the genesis that names them.
public final class Founding {
    private static final String COMMONS_FILE = "commons.json";
    private static final String VALIDATORS = "validators";
    private static final String KEY = "key";
    private static final String ORDERING = "ordering";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Country COUNTRY = new Country("DE");

    private Founding() {}

    /// A commons of this machine alone, on loopback: made if the folder has none, else found again
    /// with its keys and ports. In the folder: `commons.json`, and `validators/<i>` with the key of
    /// each (readable by its owner only) and all that it keeps.
    ///
    /// @param validators how many; counts only when the commons is made
    /// @throws IOException if the folder cannot be written, or holds half a commons
    public static LocalCommons createLocal(Path dir, int validators) throws IOException {
        return Files.exists(dir.resolve(COMMONS_FILE)) ? find(dir) : make(dir, validators);
    }

    private static LocalCommons make(Path dir, int validators) throws IOException {
        SecureRandom random = new SecureRandom();
        List<SigningKey> keys = new ArrayList<>();
        List<ValidatorSeat> seats = new ArrayList<>();
        for (int i = 0; i < validators; i++) {
            Path own = Files.createDirectories(dir.resolve(VALIDATORS).resolve("" + i));
            Files.deleteIfExists(own.resolve(KEY));
            keys.add(KeyFile.create(own.resolve(KEY), random));
            seats.add(new ValidatorSeat(keys.get(i).publicKey(), "validator " + i, COUNTRY));
        }
        Genesis genesis =
                new Genesis(
                        "a commons of one machine",
                        1,
                        Genesis.OPEN,
                        seats,
                        true,
                        true,
                        Clock.systemUTC().millis());
        List<Integer> ports =
                FreePorts.find(2 * validators, InetAddress.getLoopbackAddress(), random);
        CommonsFile commons = new CommonsFile(genesis, addresses(seats, ports, 0));
        List<PeerAddress> ordering = addresses(seats, ports, validators);
        writeOrdering(dir, ordering);
        // Last, and at once: a folder with this file holds all the rest.
        Path part = dir.resolve(COMMONS_FILE + ".part");
        Files.writeString(part, commons.toJson());
        Files.move(part, dir.resolve(COMMONS_FILE), StandardCopyOption.ATOMIC_MOVE);
        return local(dir, commons, keys, ordering);
    }

    private static LocalCommons find(Path dir) throws IOException {
        CommonsFile commons = CommonsFile.parse(Files.readString(dir.resolve(COMMONS_FILE)));
        List<SigningKey> keys = new ArrayList<>();
        for (int i = 0; i < commons.validators().size(); i++) {
            keys.add(KeyFile.load(dir.resolve(VALIDATORS).resolve("" + i).resolve(KEY)));
        }
        List<Integer> ports = new ArrayList<>();
        for (String line : Files.readAllLines(dir.resolve(VALIDATORS).resolve(ORDERING))) {
            try {
                ports.add(Integer.parseInt(line));
            } catch (NumberFormatException e) {
                throw new MalformedException("the file of ordering ports is damaged", e);
            }
        }
        if (ports.size() != keys.size()) {
            throw new MalformedException("the file of ordering ports has " + ports.size());
        }
        return local(dir, commons, keys, addresses(commons.genesis().validators(), ports, 0));
    }

    /// One port on each line, in the order of the genesis.
    private static void writeOrdering(Path dir, List<PeerAddress> ordering) throws IOException {
        Files.write(
                dir.resolve(VALIDATORS).resolve(ORDERING),
                ordering.stream().map(peer -> "" + peer.port()).toList());
    }

    private static List<PeerAddress> addresses(
            List<ValidatorSeat> seats, List<Integer> ports, int first) {
        List<PeerAddress> addresses = new ArrayList<>();
        for (int i = 0; i < seats.size(); i++) {
            addresses.add(new PeerAddress(seats.get(i).node(), LOOPBACK, ports.get(first + i)));
        }
        return addresses;
    }

    private static LocalCommons local(
            Path dir, CommonsFile commons, List<SigningKey> keys, List<PeerAddress> ordering) {
        List<ValidatorSetup> setups = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            setups.add(
                    new ValidatorSetup(
                            dir.resolve(VALIDATORS).resolve("" + i),
                            keys.get(i),
                            commons,
                            ordering,
                            LOOPBACK,
                            commons.validators().get(i).port()));
        }
        return new LocalCommons(commons, setups);
    }
}
