package dev.hourglass.engine;

/** A program that chooses a kernel and says which and why, twice, since the second attempt must not know less than the first. */
final class ChooseKernel {

    private ChooseKernel() {}

    public static void main(String[] arguments) {
        String first = choose(arguments[0]);
        String second = choose(arguments[0]);
        System.out.println(first.equals(second) ? first : first + "\nbut then: " + second);
        System.exit(first.equals(second) ? 0 : 1);
    }

    private static String choose(String name) {
        try {
            KernelChoice choice = name.equals("best") ? Kernels.best() : Kernels.named(name);
            return choice.kernel().name() + ": " + choice.reason();
        } catch (KernelUnavailableException e) {
            return e.kernel() + " cannot run: " + e.getMessage();
        }
    }
}
