package dev.hourglass.events;

/** What an attempt ran on: without it two results cannot be compared. Unknown entries are empty, never guessed. */
public record Provenance(
        String engineVersion,
        String gitCommit,
        String dataName,
        String dataSha256,
        String jvm,
        String os,
        String cpu,
        String kernel,
        int threads,
        String worker) {}
