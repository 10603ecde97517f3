package eu.allmende.node.admit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.identity.SigningKey;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DoorTest {
    private static final FolderId FOLDER = new FolderId(1, 2);
    private static final Country GERMANY = new Country("DE");
    private static final Country AMERICA = new Country("US");
    private static final PublicKey OWNER = key(1);
    private static final PublicKey DEVICE = key(2);

    private final MemoryRegister register = new MemoryRegister();

    private static PublicKey key(int seed) {
        byte[] bytes = new byte[SigningKey.SEED_BYTES];
        new Random(seed).nextBytes(bytes);
        return SigningKey.fromSeed(bytes).publicKey();
    }

    private Door door(Country country, Country law) {
        Fence fence = Fence.preset("eu-sovereign").declaredOnly();
        register.put(FOLDER, new Register.FolderFacts(OWNER.accountId(), fence));
        return new Door(register, NodeAttributes.declared(country, law));
    }

    private static String refusal(Admission admission) {
        return ((Admission.Refused) admission).sentence();
    }

    @Test
    void aLiveDeviceOfTheOwnerMayKeepAndRead() throws IOException {
        Door door = door(GERMANY, GERMANY);
        register.add(OWNER.accountId(), DEVICE.deviceId());

        assertThat(door.keep(DEVICE, FOLDER)).isInstanceOf(Admission.Admitted.class);
        assertThat(door.read(DEVICE, FOLDER)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void anyOtherKeyMayNeitherKeepNorRead() throws IOException {
        Door door = door(GERMANY, GERMANY);
        register.add(key(5).accountId(), key(3).deviceId());

        assertThat(refusal(door.keep(key(3), FOLDER))).contains("no live device");
        assertThat(refusal(door.read(key(3), FOLDER))).contains("no live device");
        assertThat(refusal(door.keep(OWNER, FOLDER))).contains("no live device");
    }

    @Test
    void aRevokedDeviceIsAsAnyOtherKey() throws IOException {
        Door door = door(GERMANY, GERMANY);
        register.add(OWNER.accountId(), DEVICE.deviceId());
        register.remove(OWNER.accountId(), DEVICE.deviceId());

        assertThat(refusal(door.keep(DEVICE, FOLDER))).contains("no live device");
    }

    @Test
    void aNodeOutsideTheFenceKeepsNothingButGivesOutWhatItHas() throws IOException {
        for (Door door : new Door[] {door(AMERICA, GERMANY), door(GERMANY, AMERICA)}) {
            register.add(OWNER.accountId(), DEVICE.deviceId());

            assertThat(refusal(door.keep(DEVICE, FOLDER))).contains("US");
            assertThat(door.read(DEVICE, FOLDER)).isInstanceOf(Admission.Admitted.class);
        }
    }

    @Test
    void anUnknownFolderIsRefused() throws IOException {
        Door door = door(GERMANY, GERMANY);
        register.add(OWNER.accountId(), DEVICE.deviceId());

        assertThat(refusal(door.keep(DEVICE, new FolderId(7, 7)))).contains("no such folder");
        assertThat(refusal(door.read(DEVICE, new FolderId(7, 7)))).contains("no such folder");
    }
}
