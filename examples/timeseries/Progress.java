/** Prints its argument while Maven is quiet: {@code mvn -q} hides all of its own lines but errors. */
final class Progress {

    private Progress() {}

    public static void main(String[] arguments) {
        System.out.println(arguments[0]);
    }
}
