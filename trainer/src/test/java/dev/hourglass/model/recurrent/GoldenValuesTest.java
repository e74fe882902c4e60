package dev.hourglass.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten steps against an independent program in C, itself checked by one in NumPy. The printed digits are 12, so 1e-10 and 1e-9
 * leave room for no more than rounding.
 */
final class GoldenValuesTest {

    private static final Pattern WEIGHT = Pattern.compile("(\\w+)\\[(\\d+)](?:\\[(\\d+)])? = (\\S+)");
    private static final String[] ARRAYS = {"J0", "M0", "J1", "M1", "K", "W", "h0"};

    // Columns: nll before the step, then the norms of the sums over the batch for J0, M0, J1, M1, K, W, h0.
    private static final String EXACT = """
            1.234001743881 1380.01905 538.3723312 386.206057 376.6565118 500.3372081 1107.553427 1542.94466
            1.117736733366 725.9461178 329.2969311 279.1541508 341.0557261 611.2776916 1011.51716 1455.041573
            1.024728320622 744.6983763 353.7423685 278.0548506 352.7361443 635.4302782 911.8972911 1381.544685
            0.940468132045 657.8282271 339.217008 287.4043243 366.3038993 712.5236131 848.3076457 1299.374243
            0.862508271387 917.1108745 508.6385395 290.5782071 423.4915826 744.5983297 777.6362532 1219.070521
            0.791774718112 999.0955624 392.1016748 305.2944332 401.2273293 826.5129328 747.1541341 1134.530088
            0.730252685042 1202.727948 777.3681099 391.6672712 663.7075823 780.81116 655.9328334 1058.977861
            0.674420900148 1155.810863 350.9225661 351.5436929 424.6814386 801.5910395 673.7147846 975.0595315
            0.618170586233 984.4206628 669.1311508 333.55938 644.2662279 786.1818733 562.3279416 896.1787071
            0.568494696626 688.3411358 348.5802281 286.4277061 463.4264847 773.3394637 559.7711419 813.1647512
            0.524373175179
            """;

    private static final String WEIGHTS_EXACT = """
            J0[2][17] = 0.123080941038
            J0[7][53] = 0.195686334795
            M0[0][0] = 0.906963847148
            M0[3][5] = 0.094280049980
            J1[0][0] = 0.814566047705
            J1[6][2] = 0.217697751504
            M1[1][4] = 0.115939601444
            M1[7][7] = 0.891667786385
            K[24][3] = 0.208051841600
            K[53][7] = -0.183208418349
            W[29][36] = 0.003032999841
            W[0][0] = -0.072714250008
            h0[24] = -0.266056673239
            h0[0] = -0.325571975229
            """;

    private static final String STALE = """
            1.234001743881 319.6173191 119.3891902 215.3573306 213.7213052 500.3372081 1107.553427 1542.94466
            1.139194900099 446.3527732 167.9643496 240.6782672 234.4313816 456.0141644 1014.664054 1476.020025
            1.051676806900 655.1856623 251.4456995 270.4416499 286.1557839 475.3796682 927.2968356 1405.737152
            0.972443487744 730.5251088 335.2692222 257.9743004 354.2443258 574.4558891 850.7770363 1333.266106
            0.900452436636 785.9475627 425.6893225 277.0157952 376.4588886 615.5798134 787.8103539 1261.236692
            0.833602475023 761.0423877 471.8523324 276.6314065 375.5733807 643.6941993 740.3751306 1187.393212
            0.773102078684 724.749355 481.7733561 266.8825545 363.9647064 674.0802932 711.1169112 1114.567752
            0.716717003014 703.2320544 454.953926 262.2580941 353.0975504 710.6479244 681.9958688 1042.549544
            0.664741722722 651.9605691 408.2243746 249.3720297 343.9218595 740.8781886 635.0515657 971.5880479
            0.616997636941 601.7266076 374.8496267 255.716579 365.1706016 737.7483017 576.3267117 901.4695924
            0.573973468122
            """;

    private static final String WEIGHTS_STALE = """
            J0[2][17] = 0.115204686999
            J0[7][53] = 0.195686334795
            M0[0][0] = 0.895895824869
            M0[3][5] = 0.078728141637
            J1[0][0] = 0.853257176394
            J1[6][2] = 0.201557436625
            M1[1][4] = 0.148352182657
            M1[7][7] = 0.902048176227
            K[24][3] = 0.216844680517
            K[53][7] = -0.195080894952
            W[29][36] = -0.002959096182
            W[0][0] = -0.072714250008
            h0[24] = -0.256665427568
            h0[0] = -0.350874260092
            """;

    private static final String STALE_BY_MINIBATCH = """
            1.234001743881 177.525361 44.13236233 85.63868892 70.95222959 150.385263 587.9095506 381.4842796
            1.142674342286 204.1238392 72.3665542 72.82729186 75.57667424 139.3109187 456.7231171 381.2015759
            1.053358365077 332.8073204 81.40839604 104.5529448 80.82078373 138.4577376 489.0781048 360.4673089
            0.977068999988 315.5568447 89.5006842 72.37405664 84.55379329 167.5860017 498.7105616 346.6191546
            0.899419837132 507.1300922 171.7961318 115.7379577 134.6078569 158.497843 473.3023984 314.1300343
            0.838168465961 310.0421501 135.1508853 96.56352093 111.8090682 179.4340947 366.7047111 307.4318684
            0.772161658721 367.9322329 167.1293931 72.6300476 90.65181003 186.883615 393.1651646 283.7114229
            0.723540475195 399.9856079 118.8973918 75.14296725 95.2219718 197.9349602 431.1048692 276.8187405
            0.661639302705 316.0379519 119.1406104 72.93931833 94.2661342 174.4306737 365.4331696 242.279197
            0.618599581940 345.1379408 111.0341757 86.2413309 102.4542377 205.6700934 295.8718967 235.0745445
            0.577945870260
            """;

    private static final String WEIGHTS_STALE_BY_MINIBATCH = """
            J0[2][17] = 0.119131583672
            J0[7][53] = 0.195686334795
            M0[0][0] = 0.897553925891
            M0[3][5] = 0.070500687217
            J1[0][0] = 0.854930922346
            J1[6][2] = 0.203491628340
            M1[1][4] = 0.143925090456
            M1[7][7] = 0.904095048783
            K[24][3] = 0.219996056886
            K[53][7] = -0.200079175918
            W[29][36] = -0.000408030838
            W[0][0] = -0.072714250008
            h0[24] = -0.262191268611
            h0[0] = -0.357748892716
            """;

    @ParameterizedTest
    @ValueSource(strings = {"openblas", "vector", "ejml"})
    void exact_deltas_and_the_full_gradient(String kernel) {
        check(new GoldenRun(kernel, DeltaRule.EXACT), true, EXACT, WEIGHTS_EXACT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openblas", "vector", "ejml"})
    void stale_deltas_and_the_full_gradient(String kernel) {
        check(new GoldenRun(kernel, DeltaRule.STALE), true, STALE, WEIGHTS_STALE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openblas", "vector", "ejml"})
    void stale_deltas_and_minibatches(String kernel) {
        check(new GoldenRun(kernel, DeltaRule.STALE), false, STALE_BY_MINIBATCH, WEIGHTS_STALE_BY_MINIBATCH);
    }

    private static void check(GoldenRun run, boolean full, String steps, String weights) {
        String[] rows = steps.lines().toArray(String[]::new);
        for (int step = 0; step < rows.length; step++) {
            String[] columns = rows[step].split(" ");
            assertThat(run.network.evaluate().nll())
                    .as("nll before step %d", step)
                    .isEqualTo(Double.parseDouble(columns[0]), within(1e-10));
            if (columns.length == 1) {
                break;
            }
            int[] batch = run.batch(step, full);
            run.step(batch);
            for (int a = 0; a < ARRAYS.length; a++) {
                double expected = Double.parseDouble(columns[a + 1]);
                assertThat(run.sumNorm(ARRAYS[a], batch.length))
                        .as("norm of the sum for %s in step %d", ARRAYS[a], step)
                        .isEqualTo(expected, within(1e-9 * expected)); // ten digits are printed
            }
        }
        weights.lines().forEach(line -> checkWeight(run, line));
    }

    private static void checkWeight(GoldenRun run, String line) {
        Matcher weight = WEIGHT.matcher(line);
        assertThat(weight.matches()).as(line).isTrue();
        int row = Integer.parseInt(weight.group(2));
        int column = weight.group(3) == null ? 0 : Integer.parseInt(weight.group(3));
        double value = run.network.weights().matrix(weight.group(1)).get(row, column);
        assertThat(value)
                .as(String.format(Locale.ROOT, "%s, found %.12f", line, value))
                .isEqualTo(Double.parseDouble(weight.group(4)), within(1e-9));
    }
}
