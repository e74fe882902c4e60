package dev.hourglass.checkpoint;

/** What a safetensors header calls {@code dtype}, as far as it is read here. F32 is read as doubles and never written. */
public enum ElementType {
    F64(8),
    F32(4),
    I64(8),
    U8(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Of one element. */
    public int bytes() {
        return bytes;
    }
}
