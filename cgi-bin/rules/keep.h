/* The process that keeps the rules answering: it holds the socket, loads what is signed, and lets a child answer.
 *
 * It never runs a plugin's code. A child that dies is replaced within milliseconds, from what is loaded already, and the
 * plugin that it was running is blamed; whoever had asked asks again. On SIGHUP it becomes the program of its own
 * path anew, with the socket kept: what is in plugin.dir now is loaded while the child before still answers.
 */
#ifndef RULES_KEEP_H
#define RULES_KEEP_H

/* Until SIGTERM. argv: as main got it. */
int rules_keep(char **argv);

#endif
