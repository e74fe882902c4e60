package dev.hourglass.cli.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.hourglass.events.codec.proto.RunCreated;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Payloads that are protobuf and, field by field, what nobody would say. Knows events by their schema alone. */
final class OddMessages {

    /** Parts of events, and what is on other topics. */
    private static final Set<String> NO_EVENTS =
            Set.of("Origin", "Clock", "BranchPoint", "SweepMember", "Provenance", "WorkOffered", "Command", "Progress");

    private static final String[] WORDS = {"queued", "published", "external", "periodic", "final", "on-demand"};

    private static final Map<String, Descriptor> EVENTS = events();

    private OddMessages() {}

    private static Map<String, Descriptor> events() {
        Map<String, Descriptor> events = new TreeMap<>();
        for (Descriptor type : RunCreated.getDescriptor().getFile().getMessageTypes()) {
            if (!NO_EVENTS.contains(type.getName())) {
                events.put("dev.hourglass." + type.getName(), type);
            }
        }
        return events;
    }

    /** Of a record in the log. RecordSkipped is left out: whom it meets depends on when a tracker starts. */
    static List<String> types() {
        return EVENTS.keySet().stream()
                .filter(type -> !type.endsWith("RecordSkipped"))
                .toList();
    }

    /** Most fields as they could be. */
    static byte[] plausible(RandomGenerator random, String type, UUID attempt, long sequence) {
        DynamicMessage.Builder builder = DynamicMessage.newBuilder(EVENTS.get(type));
        fill(random, builder, attempt, sequence);
        return builder.build().toByteArray();
    }

    /** The same message but for some fields. */
    static byte[] odd(RandomGenerator random, String type, byte[] payload) {
        try {
            DynamicMessage.Builder builder = DynamicMessage.parseFrom(EVENTS.get(type), payload).toBuilder();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                spoil(random, builder);
            }
            return builder.build().toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a " + type, e);
        }
    }

    private static void fill(RandomGenerator random, Message.Builder builder, UUID attempt, long sequence) {
        for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
            if (random.nextInt(20) == 0) {
                continue;
            }
            int times = field.isMapField() ? 0 : field.isRepeated() ? 2 : 1;
            for (int i = 0; i < times; i++) {
                Object value = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                        ? part(random, builder.newBuilderForField(field), attempt, sequence)
                        : plain(random, field, attempt, sequence, i);
                if (field.isRepeated()) {
                    builder.addRepeatedField(field, value);
                } else {
                    builder.setField(field, value);
                }
            }
        }
    }

    private static Message part(RandomGenerator random, Message.Builder builder, UUID attempt, long sequence) {
        fill(random, builder, attempt, sequence);
        return builder.build();
    }

    private static Object plain(RandomGenerator random, FieldDescriptor field, UUID attempt, long sequence, int i) {
        String name = field.getName();
        return switch (field.getJavaType()) {
            case LONG -> name.equals("sequence") ? sequence : (long) 10 * i + random.nextInt(5);
            case INT -> random.nextInt(100);
            case DOUBLE -> 0.01 * i;
            case BOOLEAN -> random.nextBoolean();
            case STRING -> {
                if (name.equals("attempt") || name.equals("follows")) {
                    yield attempt.toString();
                }
                if (name.contains("sha256") || name.equals("checkpoint")) {
                    yield "%016x".formatted(random.nextLong()).repeat(4);
                }
                yield switch (name) {
                    case "spec" -> "{\"experiment\":\"odd\",\"system\":{\"width\":" + random.nextInt(9) + "}}";
                    case "kind", "reason" -> WORDS[random.nextInt(WORDS.length)];
                    case "parent", "note", "sweep" -> new UUID(random.nextLong(), random.nextLong()).toString();
                    default -> name + i;
                };
            }
            default -> odd(random, field);
        };
    }

    private static void spoil(RandomGenerator random, Message.Builder builder) {
        List<FieldDescriptor> fields = builder.getDescriptorForType().getFields();
        FieldDescriptor field = fields.get(random.nextInt(fields.size()));
        if (field.isRepeated()) {
            spoilList(random, builder, field);
        } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            if (random.nextInt(8) == 0) {
                builder.clearField(field);
                return;
            }
            Message.Builder part = ((Message) builder.getField(field)).toBuilder();
            spoil(random, part);
            builder.setField(field, part.build());
        } else {
            builder.setField(field, odd(random, field));
        }
    }

    private static void spoilList(RandomGenerator random, Message.Builder builder, FieldDescriptor field) {
        int count = builder.getRepeatedFieldCount(field);
        boolean parts = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
        switch (random.nextInt(4)) {
            case 0 -> builder.clearField(field);
            case 1 -> {
                Object again = count > 0 && !parts ? builder.getRepeatedField(field, 0) : null;
                for (int n = random.nextInt(300);
                        again != null && again.toString().length() < 300 && n > 0;
                        n--) {
                    builder.addRepeatedField(field, again);
                }
            }
            case 2 -> {
                if (count > 0 && !parts) {
                    builder.setRepeatedField(field, random.nextInt(count), odd(random, field));
                }
            }
            default -> {
                Message.Builder part = parts ? builder.newBuilderForField(field) : null;
                if (part != null) {
                    part.getDescriptorForType().getFields().forEach(inner -> part.setField(inner, odd(random, inner)));
                    builder.addRepeatedField(field, part.build());
                } else {
                    builder.addRepeatedField(field, odd(random, field));
                }
            }
        }
    }

    private static Object odd(RandomGenerator random, FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case LONG -> OddValues.number(random);
            case INT -> (int) OddValues.number(random);
            case DOUBLE -> OddValues.real(random);
            case FLOAT -> (float) OddValues.real(random);
            case BOOLEAN -> random.nextBoolean();
            case STRING -> OddValues.text(random);
            case BYTE_STRING -> ByteString.copyFrom(OddValues.bytes(random, 100));
            case ENUM -> field.getEnumType().getValues().getFirst();
            case MESSAGE -> throw new IllegalArgumentException(field + " has parts");
        };
    }
}
