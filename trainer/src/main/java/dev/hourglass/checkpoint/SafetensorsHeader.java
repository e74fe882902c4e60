package dev.hourglass.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The JSON at the head of a safetensors file.
 *
 * @param entries in the order of their bytes, which leave no gap
 */
record SafetensorsHeader(SortedMap<String, String> metadata, List<Entry> entries) {

    /** One tensor: its bytes are {@code begin} (included) to {@code end} (excluded) after the header. */
    record Entry(String name, ElementType type, List<Integer> shape, long begin, long end) {
        int size() {
            return (int) ((end - begin) / type.bytes());
        }
    }

    static final String METADATA = "__metadata__";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @param tensors in the order of their bytes */
    static byte[] json(Map<String, String> metadata, List<Tensor> tensors) throws JsonProcessingException {
        var entries = new TreeMap<String, JsonNode>();
        var texts = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(metadata).forEach(texts::put);
        entries.put(METADATA, texts);
        long begin = 0;
        for (Tensor tensor : tensors) {
            long end = begin + (long) tensor.size() * tensor.type().bytes();
            ObjectNode entry = JsonNodeFactory.instance.objectNode();
            entry.putArray("data_offsets").add(begin).add(end);
            entry.put("dtype", tensor.type().name());
            tensor.shape().forEach(entry.putArray("shape")::add);
            entries.put(tensor.name(), entry);
            begin = end;
        }
        byte[] text = JSON.writeValueAsString(
                        JsonNodeFactory.instance.objectNode().setAll(entries))
                .getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    /** @throws DamagedCheckpointException for anything that the format does not allow, or that is not read here */
    static SafetensorsHeader parse(byte[] header, String file) {
        return new Parser(file).header(header);
    }

    private record Parser(String file) {

        SafetensorsHeader header(byte[] bytes) {
            var metadata = new TreeMap<String, String>();
            var entries = new ArrayList<Entry>();
            for (Map.Entry<String, JsonNode> field : tree(bytes).properties()) {
                if (field.getKey().equals(METADATA)) {
                    metadata.putAll(texts(field.getValue()));
                } else {
                    entries.add(entry(field.getKey(), field.getValue()));
                }
            }
            entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
            checkGapless(entries);
            return new SafetensorsHeader(metadata, List.copyOf(entries));
        }

        private JsonNode tree(byte[] bytes) {
            try {
                JsonNode root = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
                if (bytes.length == 0 || bytes[0] != '{' || !root.isObject()) {
                    throw damaged("the header is no JSON object", "byte 8");
                }
                return root;
            } catch (JsonProcessingException e) {
                throw new DamagedCheckpointException(
                        file,
                        "the header is no JSON: " + e.getOriginalMessage(),
                        "byte " + (8 + Math.max(0, e.getLocation().getCharOffset())),
                        e);
            }
        }

        private SortedMap<String, String> texts(JsonNode node) {
            var texts = new TreeMap<String, String>();
            for (Map.Entry<String, JsonNode> text : node.properties()) {
                if (!text.getValue().isTextual()) {
                    throw damaged(METADATA + " has a value that is no text", "key " + text.getKey());
                }
                texts.put(text.getKey(), text.getValue().textValue());
            }
            return texts;
        }

        private Entry entry(String name, JsonNode node) {
            String where = "tensor " + name;
            if (!node.isObject() || node.size() != 3) {
                throw damaged("an entry must have dtype, shape and data_offsets, this is " + node, where);
            }
            ElementType type = type(node.path("dtype"), where);
            List<Integer> shape = shape(node.path("shape"), where);
            JsonNode offsets = node.path("data_offsets");
            if (!offsets.isArray() || offsets.size() != 2) {
                throw damaged("data_offsets must be two whole numbers, not " + offsets, where);
            }
            long begin = wholeNumber(offsets.path(0), where);
            long end = wholeNumber(offsets.path(1), where);
            checkSize(type, shape, begin, end, where);
            return new Entry(name, type, shape, begin, end);
        }

        private long wholeNumber(JsonNode node, String where) {
            if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
                throw damaged(node + " is no whole number from 0", where);
            }
            return node.longValue();
        }

        private ElementType type(JsonNode dtype, String where) {
            return Arrays.stream(ElementType.values())
                    .filter(type -> type.name().equals(dtype.textValue()))
                    .findFirst()
                    .orElseThrow(() ->
                            damaged("dtype " + dtype + " is none of " + Arrays.toString(ElementType.values()), where));
        }

        private List<Integer> shape(JsonNode node, String where) {
            var shape = new ArrayList<Integer>();
            for (JsonNode extent : node) {
                if (wholeNumber(extent, where) > Integer.MAX_VALUE) {
                    throw damaged("shape " + node + " is too large", where);
                }
                shape.add(extent.intValue());
            }
            if (!node.isArray()) {
                throw damaged("shape must be a list, not " + node, where);
            }
            return List.copyOf(shape);
        }

        private void checkSize(ElementType type, List<Integer> shape, long begin, long end, String where) {
            long bytes = type.bytes();
            try {
                for (int extent : shape) {
                    bytes = Math.multiplyExact(bytes, (long) extent);
                }
            } catch (ArithmeticException e) {
                throw new DamagedCheckpointException(file, "shape " + shape + " is too large", where, e);
            }
            if (end - begin != bytes) {
                throw damaged(
                        "%s of shape %s takes %d bytes, but data_offsets are [%d, %d]"
                                .formatted(type, shape, bytes, begin, end),
                        where);
            }
            if (bytes > Integer.MAX_VALUE - 8) {
                throw damaged("%d bytes are more than one array can hold here (2 GiB)".formatted(bytes), where);
            }
        }

        private void checkGapless(List<Entry> sorted) {
            long end = 0;
            for (Entry entry : sorted) {
                if (entry.begin() != end) {
                    String what = entry.begin() < end ? "overlaps the one before it" : "leaves a gap before it";
                    throw damaged(
                            "%s: it begins at %d, where %d was due".formatted(what, entry.begin(), end),
                            "tensor " + entry.name());
                }
                end = entry.end();
            }
        }

        private DamagedCheckpointException damaged(String what, String where) {
            return new DamagedCheckpointException(file, what, where);
        }
    }
}
