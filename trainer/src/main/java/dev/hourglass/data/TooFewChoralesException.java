package dev.hourglass.data;

/** More chorales were asked for than the dataset has, or none. */
public final class TooFewChoralesException extends DataException {

    TooFewChoralesException(String dataset, int asked, int most) {
        super("data.chorales is " + asked + ", but " + dataset + " has " + most + " chorales for training: choose 1 to "
                + most);
    }
}
