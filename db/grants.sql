-- Every right of every program's account: one file, compared with SHOW GRANTS by tests/system/grants.mjs.
-- Absent means nobody. The definer owns all views, procedures and functions and nobody can log in as it.
-- How accounts log in (unix_socket or a password) is set elsewhere: db/accounts.sql.in.

-- The public form: a slot to insert through, and procedures; it reads no table and no view.
GRANT INSERT ON knooppunt.report_entry TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.report_stored TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.report_addition TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.report_known TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.mailbox_status TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.mailbox_questions TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.mailbox_wraps TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.mailbox_files TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.mailbox_add TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.mailbox_sent TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.mailbox_replace TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.mailbox_end TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.report_add_files TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.upload_begin TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.upload_chunk TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.upload_end TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.upload_same TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.upload_drop TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.upload_there TO kp_tip@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.calendar_days TO kp_tip@localhost;

-- The intranet: need-to-know views and procedures; no base table.
GRANT SELECT ON knooppunt.me TO kp_staff@localhost;
GRANT SELECT ON knooppunt.my_session TO kp_staff@localhost;
GRANT SELECT ON knooppunt.colleague TO kp_staff@localhost;
GRANT SELECT ON knooppunt.colleague_class TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_signal TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_count TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_tally TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_tally_due TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_tally_filter TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_record TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_attachment TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_chunk TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_original TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.staff_file_begin TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.staff_file_chunk TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.staff_file_end TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.staff_file_drop TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.original_ask TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.original_waiting TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.original_decide TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_question TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_mailbox TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_event TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_subject TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_report TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_audit TO kp_staff@localhost;
GRANT SELECT ON knooppunt.seen_audit_list TO kp_staff@localhost;
GRANT SELECT ON knooppunt.auditor_audit TO kp_staff@localhost;
GRANT SELECT ON knooppunt.auditor_number TO kp_staff@localhost;
GRANT SELECT ON knooppunt.auditor_listed TO kp_staff@localhost;
GRANT SELECT ON knooppunt.admin_account TO kp_staff@localhost;
GRANT SELECT ON knooppunt.admin_account_role TO kp_staff@localhost;
GRANT SELECT ON knooppunt.admin_account_change TO kp_staff@localhost;
GRANT SELECT ON knooppunt.calendar_day TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.calendar_days TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.audit_looked TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.page_denied TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.signal_move TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.signal_judge TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.signal_note TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.signal_region TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.signal_denied TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.signal_hand_over TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.signal_handed_over TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.envelope_add TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.dialogue_ask TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.dialogue_withdraw TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.dialogue_translated TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.dialogue_waiting TO kp_staff@localhost;
GRANT EXECUTE ON FUNCTION knooppunt.signal_given_up TO kp_staff@localhost;
GRANT EXECUTE ON FUNCTION knooppunt.signal_opened TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.account_enter TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.account_language TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.account_session_state TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.account_add TO kp_staff@localhost;
GRANT EXECUTE ON FUNCTION knooppunt.account_just_added TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.account_new_code TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.account_disable TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.account_end_sessions TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.account_grant TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.account_revoke TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.account_propose_reset TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.account_decide TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.calendar_day_add TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.calendar_day_remove TO kp_staff@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.calendar_known_until TO kp_staff@localhost;

-- keyd: wraps and need-to-know, and the audit chain.
GRANT SELECT ON knooppunt.me TO kp_keyd@localhost;
GRANT SELECT ON knooppunt.seen_envelope TO kp_keyd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.audit_add_list TO kp_keyd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.keyd_open TO kp_keyd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.keyd_refused TO kp_keyd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.keyd_file TO kp_keyd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.keyd_original TO kp_keyd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.keyd_list_wraps TO kp_keyd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.keyd_clean TO kp_keyd@localhost;

-- authd: accounts and sessions, nothing else.
GRANT SELECT ON knooppunt.account TO kp_authd@localhost;
GRANT SELECT ON knooppunt.installation TO kp_authd@localhost;
GRANT SELECT ON knooppunt.session TO kp_authd@localhost;
GRANT INSERT, UPDATE ON knooppunt.session TO kp_authd@localhost;
GRANT UPDATE (password, totp, totp_step, enrol_hash, enrol_until, failures, not_before, code_tries,
	code_since, code_failures, code_not_before, state, version)
	ON knooppunt.account TO kp_authd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.audit_add TO kp_authd@localhost;
GRANT SELECT, UPDATE ON knooppunt.login_watch TO kp_authd@localhost;

-- workd: registration and the clock.
GRANT EXECUTE ON PROCEDURE knooppunt.calendar_days TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.registration_waiting TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.registration_sample TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.registration_additions TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.registration_add TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.registration_add_addition TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.registration_set_aside TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.mailbox_expire TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.dialogue_lapse TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.dialogue_tell TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.signal_moving TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.signal_moving_envelopes TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.signal_arrive TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.attachment_waiting TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.attachment_register TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.attachment_set_aside TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.upload_sweep TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.file_room_freed TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.file_room_set TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.intake_anchor TO kp_workd@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.staff_file_sweep TO kp_workd@localhost;

-- cleand: files that wait to be cleaned, and their copies.
GRANT EXECUTE ON PROCEDURE knooppunt.clean_waiting TO kp_cleand@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.clean_chunk_read TO kp_cleand@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.clean_drop TO kp_cleand@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.clean_begin TO kp_cleand@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.clean_wait TO kp_cleand@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.clean_chunk_add TO kp_cleand@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.clean_done TO kp_cleand@localhost;
GRANT EXECUTE ON PROCEDURE knooppunt.clean_press_set TO kp_cleand@localhost;

-- Whoever writes a procedure adds its row here, in the block of the account that calls it:
-- a routine or view that does not exist stops the migration.
