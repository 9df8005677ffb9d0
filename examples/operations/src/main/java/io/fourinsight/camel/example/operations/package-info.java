/** Routes that sometimes fail, and all that can be seen of them from outside. */
package io.fourinsight.camel.example.operations;
