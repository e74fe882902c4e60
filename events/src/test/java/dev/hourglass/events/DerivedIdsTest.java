package dev.hourglass.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DerivedIdsTest {

    @Test
    void a_derived_id_is_a_uuid_of_version_8_and_follows_from_its_name_alone() {
        UUID parent = UUID.fromString("01890000-0000-7000-8000-000000000001");
        UUID id = DerivedIds.waitingTimeBranch(parent, 200_000);
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(DerivedIds.waitingTimeBranch(parent, 200_000)).isEqualTo(id);
        assertThat(DerivedIds.waitingTimeBranch(parent, 200_001)).isNotEqualTo(id);
        // released ids must never change; made with python3:
        // hashlib.sha256(b'waiting-time/<parent>/200000').hexdigest()
        assertThat(id.toString()).startsWith("abcd2986-568f-865e");
    }
}
