package dev.hourglass.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * {@code cblas_dgemm} of OpenBLAS on one thread, called on heap arrays in place: a critical call keeps the collector from moving
 * them meanwhile, which is why it must stay short.
 */
final class OpenBlasKernel implements DenseKernel {

    static final String NAME = "openblas";

    private static final int ROW_MAJOR = 101;
    private static final int AS_IT_IS = 111;
    private static final int TRANSPOSED = 112;
    private static final long LONGEST_STRING = 256;

    /** Final and static, or the JIT neither inlines the call nor drops the segments that wrap the arrays. */
    private static final MethodHandle DGEMM;

    private static final String DESCRIPTION;

    static {
        SymbolLookup library = OpenBlasLibrary.load();
        Linker linker = Linker.nativeLinker();
        try {
            function(linker, library, "openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT))
                    .invokeExact(1);
            DESCRIPTION = text(linker, library, "openblas_get_config") + ", "
                    + text(linker, library, "openblas_get_corename");
        } catch (Throwable e) {
            throw new KernelUnavailableException(NAME, "OpenBLAS loads but does not answer: " + e, e);
        }
        DGEMM = function(
                linker,
                library,
                "cblas_dgemm",
                FunctionDescriptor.ofVoid(
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_DOUBLE,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_DOUBLE,
                        ADDRESS,
                        JAVA_INT),
                Linker.Option.critical(true));
    }

    private static MethodHandle function(
            Linker linker, SymbolLookup library, String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return linker.downcallHandle(
                library.find(name)
                        .orElseThrow(() ->
                                new KernelUnavailableException(NAME, "the OpenBLAS of the class path lacks " + name)),
                descriptor,
                options);
    }

    private static String text(Linker linker, SymbolLookup library, String name) throws Throwable {
        MemorySegment string = (MemorySegment)
                function(linker, library, name, FunctionDescriptor.of(ADDRESS)).invokeExact();
        return string.reinterpret(LONGEST_STRING).getString(0);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return DESCRIPTION;
    }

    @Override
    public void multiply(Form form, int m, int n, int k, Block a, Block b, double beta, Block c) {
        boolean transposedA = form == Form.TRANS_A;
        boolean transposedB = form == Form.TRANS_B;
        a.check(transposedA ? k : m, transposedA ? m : k);
        b.check(transposedB ? n : k, transposedB ? k : n);
        c.check(m, n);
        int transA = transposedA ? TRANSPOSED : AS_IT_IS;
        int transB = transposedB ? TRANSPOSED : AS_IT_IS;
        try {
            DGEMM.invokeExact(
                    ROW_MAJOR,
                    transA,
                    transB,
                    m,
                    n,
                    k,
                    1.0,
                    a.segment(),
                    a.ld(),
                    b.segment(),
                    b.ld(),
                    beta,
                    c.segment(),
                    c.ld());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a native function throws nothing", e);
        }
    }
}
