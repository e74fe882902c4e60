/** What is measured of a system, and when: observers on schedules. Knows systems and dynamics; gives numbers; sends nothing. */
@NullMarked
package dev.hourglass.observe;

import org.jspecify.annotations.NullMarked;
