package dev.hourglass.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of one safetensors file.
 *
 * @param metadata texts by name
 * @param tensors by name, in the order of their bytes
 */
public record Safetensors(SortedMap<String, String> metadata, SequencedMap<String, Tensor> tensors) {

    /** @throws IllegalArgumentException if two tensors have one name, or one has the name of the metadata */
    public static Safetensors of(Map<String, String> metadata, List<? extends Tensor> tensors) {
        var byName = new LinkedHashMap<String, Tensor>();
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(SafetensorsHeader.METADATA) || byName.put(tensor.name(), tensor) != null) {
                throw new IllegalArgumentException("the tensor name " + tensor.name() + " is taken");
            }
        }
        return new Safetensors(new TreeMap<>(metadata), byName);
    }

    public Optional<Tensor> tensor(String name) {
        return Optional.ofNullable(tensors.get(name));
    }
}
