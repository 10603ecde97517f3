package eu.allmende.protocol.ledger;

import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// The founding document of a commons; its hash is the commons' id.
///
/// Bytes: CBOR `[1, name, groups, admission, [[key, operator, country]…], declared only, one
/// machine, created]`, the two flags as 0 or 1.
///
/// @param name what people call it
/// @param groups how many groups of validators order it; 1 in this version
/// @param admission who may make an account; `open` in this version
/// @param validators at least 1, each key once
/// @param declaredOnly whether nothing checks what operators declare
/// @param oneMachine whether all of it runs on one machine
/// @param createdMillis when, since 1970
public record Genesis(
        String name,
        int groups,
        String admission,
        List<ValidatorSeat> validators,
        boolean declaredOnly,
        boolean oneMachine,
        long createdMillis) {
    /// Everybody may make an account.
    public static final String OPEN = "open";

    private static final int VERSION = 1;
    private static final int MOST_NAME_CHARACTERS = 128;
    private static final int MOST_VALIDATORS = CosignedHead.MOST_COSIGNATURES;

    public Genesis {
        Limits.text("name", name, MOST_NAME_CHARACTERS);
        Limits.notNegative("createdMillis", createdMillis);
        validators = List.copyOf(validators);
        if (groups != 1) {
            throw new IllegalArgumentException("this version knows one group only: " + groups);
        }
        if (!admission.equals(OPEN)) {
            throw new IllegalArgumentException("this version knows open admission only");
        }
        if (validators.isEmpty() || validators.size() > MOST_VALIDATORS) {
            throw new IllegalArgumentException("validators: " + validators.size());
        }
        if (new HashSet<>(keys(validators)).size() != validators.size()) {
            throw new IllegalArgumentException("a validator's key is named twice");
        }
    }

    private static List<PublicKey> keys(List<ValidatorSeat> validators) {
        return validators.stream().map(ValidatorSeat::key).toList();
    }

    /// The commons that this founds.
    public CommonsId commons() {
        return new CommonsId(Hash.sha256(write(this)));
    }

    /// When its heads are believed.
    public HeadPolicy policy() {
        return new HeadPolicy(commons(), keys(validators));
    }

    /// The one spelling of this genesis.
    public Bytes encode() {
        return Bytes.of(write(this));
    }

    /// The genesis that [#encode] wrote.
    ///
    /// @throws MalformedException if the bytes are no genesis, or spell one in a second way
    public static Genesis decode(Bytes form) throws MalformedException {
        return CborReader.readExact(form.bytes(), Genesis::read, Genesis::write);
    }

    private static byte[] write(Genesis genesis) {
        return CborWriter.write(out -> {
            out.array(8)
                    .number(VERSION)
                    .text(genesis.name)
                    .number(genesis.groups)
                    .text(genesis.admission)
                    .array(genesis.validators.size());
            genesis.validators.forEach(seat -> write(out, seat));
            out.number(genesis.declaredOnly ? 1 : 0)
                    .number(genesis.oneMachine ? 1 : 0)
                    .number(genesis.createdMillis);
        });
    }

    private static void write(CborWriter out, ValidatorSeat seat) {
        out.array(3).bytes(seat.key().raw()).text(seat.operator()).text(seat.country().code());
    }

    private static Genesis read(CborReader in) throws IOException {
        in.array(8);
        in.number(VERSION, VERSION);
        String name = in.text(4 * MOST_NAME_CHARACTERS);
        int groups = in.smallNumber(1, 0xFFFF);
        String admission = in.text(16);
        int count = in.arrayUpTo(MOST_VALIDATORS);
        List<ValidatorSeat> seats = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seats.add(readSeat(in));
        }
        return new Genesis(
                name, groups, admission, seats, flag(in), flag(in), in.number(0, Long.MAX_VALUE));
    }

    private static ValidatorSeat readSeat(CborReader in) throws IOException {
        in.array(3);
        return new ValidatorSeat(
                new PublicKey(in.exactly(PublicKey.SIZE_BYTES)),
                in.text(4 * ValidatorSeat.MOST_OPERATOR_CHARACTERS),
                new Country(in.text(2)));
    }

    private static boolean flag(CborReader in) throws IOException {
        return in.number(0, 1) == 1;
    }
}
