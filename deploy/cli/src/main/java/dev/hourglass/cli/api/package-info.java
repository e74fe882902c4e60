/** The tracker's HTTP API as the commands use it. JSON comes and goes as trees: the contract is the API's, not a copy of it here. */
@NullMarked
package dev.hourglass.cli.api;

import org.jspecify.annotations.NullMarked;
