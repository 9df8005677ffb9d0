package io.fourinsight.camel.reservoir;

import io.fourinsight.camel.rest.BlobClient;
import io.fourinsight.camel.rest.Caller;
import io.fourinsight.camel.rest.Json;
import io.fourinsight.camel.rest.Pause;
import io.fourinsight.camel.rest.RestClient;
import io.fourinsight.camel.rest.RestException;
import io.fourinsight.camel.rest.RestRequest;
import io.fourinsight.camel.rest.ServiceUrl;
import java.io.IOException;
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
    private final BlobUpload upload;
    private final Verification verification;

    /**
     * @param client asks the reservoir
     * @param confidential asks it for tickets, which hold signatures, unheard by anybody who logs answers
     * @param blobs takes the samples
     * @param executor where samples are read while those before them are sent
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
        this.upload = new BlobUpload(blobs, BlobUpload.Sizes.AZURE, executor);
        this.verification = verificationTimeout == null
                ? null
                : new Verification(client, requests, verificationTimeout, clock, pause);
    }

    /**
     * The id of a file with the samples, which is in no series yet; empty if there are no samples.
     *
     * @throws MalformedCsvException naming the first line or sample that is wrong; nothing was committed
     * @throws IOException if the samples cannot be read
     * @throws VerificationException if the reservoir does not find the file good in time
     * @throws RestException if a step fails, or a store refuses the samples
     */
    public Optional<String> upload(UploadCsv samples, Caller caller) throws IOException {
        UploadTicket ticket = upload.put(samples, () -> ticket(caller));
        if (ticket == null) {
            return Optional.empty();
        }
        client.send(requests.commit(ticket.fileId()), caller, response -> null);
        if (verification != null) {
            verification.await(ticket.fileId(), caller);
        }
        return Optional.of(ticket.fileId());
    }

    private UploadTicket ticket(Caller caller) {
        RestRequest request = requests.ticket();
        return UploadTicket.of(request, confidential.send(request, caller, Json.reader(request)));
    }
}
