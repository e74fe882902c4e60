package dev.hourglass.data;

/** Data that cannot be had. The message is for people: what, where, and what to do. */
public abstract sealed class DataException extends RuntimeException
        permits DatasetNotFoundException,
                DatasetDamagedException,
                DownloadFailedException,
                UnknownDatasetException,
                TooFewChoralesException {

    DataException(String message) {
        super(message);
    }

    DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
