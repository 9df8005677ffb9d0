package io.fourinsight.camel.reservoir;

import io.fourinsight.camel.rest.BlobClient;
import io.fourinsight.camel.rest.Caller;
import io.fourinsight.camel.rest.Cancellation;
import io.fourinsight.camel.rest.Json;
import io.fourinsight.camel.rest.Pause;
import io.fourinsight.camel.rest.RestClient;
import io.fourinsight.camel.rest.RestException;
import io.fourinsight.camel.rest.RestRequest;
import io.fourinsight.camel.rest.ServiceUrl;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Makes files of samples in the reservoir: ticket, blob, commit, verification.
 *
 * <p>Each of these steps does the same if it is done twice, so that it can be repeated when its answer is lost. There is
 * one file: a second ticket is asked for only as long as nothing is in the blob of the first.
 */
public final class UploadClient {

    private final RestClient client;
    private final RestClient confidential;
    private final UploadRequests requests;
    private final BlobClient blobs;
    private final Executor executor;
    private final Verification verification;

    /**
     * @param client asks the reservoir
     * @param confidential asks it for tickets, which hold signatures, unheard by anybody who logs answers
     * @param blobs takes the samples
     * @param executor where samples are read while those before them are sent; not one that samples are read with
     * @param verificationTimeout how long to wait for a verification; null: not at all
     */
    public UploadClient(
            ServiceUrl service,
            RestClient client,
            RestClient confidential,
            BlobClient blobs,
            Executor executor,
            Duration verificationTimeout,
            Clock clock,
            Pause pause) {
        this.client = client;
        this.confidential = confidential;
        this.requests = new UploadRequests(service);
        this.blobs = blobs;
        this.executor = executor;
        this.verification = verificationTimeout == null
                ? null
                : new Verification(client, requests, verificationTimeout, clock, pause);
    }

    /**
     * The id of a file with the samples, which is in no series yet; empty if there are no samples.
     *
     * @throws MalformedCsvException naming the first line or sample that is wrong; nothing was committed
     * @throws IOException if the samples cannot be read
     * @throws InterruptedIOException if it was cancelled
     * @throws VerificationException if the reservoir does not find the file good in time
     * @throws RestException if a step fails, or a store refuses the samples
     */
    public Optional<String> upload(UploadCsv samples, Caller caller, Cancellation cancellation) throws IOException {
        try {
            BlobUpload upload = new BlobUpload(blobs, BlobUpload.Sizes.AZURE, executor, cancellation);
            UploadTicket ticket = upload.put(samples, () -> ticket(caller, cancellation));
            if (ticket == null) {
                return Optional.empty();
            }
            client.send(requests.commit(ticket.fileId()), caller, cancellation, response -> null);
            if (verification != null) {
                verification.await(ticket.fileId(), caller, cancellation);
            }
            return Optional.of(ticket.fileId());
        } catch (RuntimeException e) {
            if (!cancellation.isCancelled()) {
                throw e;
            }
            // what has failed is what the end took away: a connection, the session, the samples
            throw (IOException)
                    new InterruptedIOException("The upload was ended; no series has got the file").initCause(e);
        }
    }

    private UploadTicket ticket(Caller caller, Cancellation cancellation) {
        RestRequest request = requests.ticket();
        return UploadTicket.of(request, confidential.send(request, caller, cancellation, Json.reader(request)));
    }
}
