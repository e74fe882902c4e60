package dev.hourglass.data;

import dev.hourglass.model.recurrent.ChordSequences;

/**
 * Data to learn from, with their provenance.
 *
 * @param name as a spec names it
 * @param sha256 of the whole file; of the generated chorales, as JSON in the file's form, where synthetic
 * @param synthetic made by a generator, not by Bach
 */
public record Dataset(String name, String sha256, boolean synthetic, ChordSequences sequences) {

    /** How many there are. */
    public int pieces() {
        return sequences.pieces().size();
    }
}
