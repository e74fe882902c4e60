/**
 * How events travel: payloads in protobuf inside CloudEvents, in Kafka's binary mode on the log and as JSON lines in files. The
 * only package that knows the generated classes.
 */
@NullMarked
package dev.hourglass.events.codec;

import org.jspecify.annotations.NullMarked;
