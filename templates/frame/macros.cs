<?cs # Shared macros of all pages. Class names of the stylesheet live here and nowhere else, as far as possible.
  A field is an HDF node f:
    Name Kind Label Hint Optional Required Value Error MaxLength Rows Autocomplete InputMode Width
    Day Month Year (Kind day)   Choices.M.Value .Label .Hint .Checked (choice, many, select)
  Kind: line prose choice select many day number tick password file hidden; anything else is a line.
  The id of the first control of a field is its name, so that an error link "#name" always arrives. ?>
<?cs # --- Parts of a field ---------------------------------------------------- ?>
<?cs # described(name,hint,error,more): the aria-describedby of a control; more = 1 adds name-more ?>
<?cs def:described(name,hint,error,more) ?><?cs if:hint || error || more ?> aria-describedby="<?cs if:hint ?><?cs var:name ?>-hint<?cs /if ?><?cs if:error ?><?cs if:hint ?> <?cs /if ?><?cs var:name ?>-error<?cs /if ?><?cs if:more ?><?cs if:hint || error ?> <?cs /if ?><?cs var:name ?>-more<?cs /if ?>"<?cs /if ?><?cs /def ?>
<?cs # invalid(error): marks the control itself ?>
<?cs def:invalid(error) ?><?cs if:error ?> aria-invalid="true"<?cs /if ?><?cs /def ?>
<?cs # hint_line(name,hint): explanation under a label ?>
<?cs def:hint_line(name,hint) ?><?cs if:hint ?><div class="utrecht-form-field-description" id="<?cs var:name ?>-hint"><?cs var:hint ?></div>
<?cs /if ?><?cs /def ?>
<?cs # error_line(name,error): what is wrong, above the control ?>
<?cs def:error_line(name,error) ?><?cs if:error ?><p class="utrecht-form-field-error-message" id="<?cs var:name ?>-error"><span class="kp-hidden">[[Fout:]] </span><?cs var:error ?></p>
<?cs /if ?><?cs /def ?>
<?cs # optional_mark(on): the words "niet verplicht" after a label ?>
<?cs def:optional_mark(on) ?><?cs if:on ?> <span class="kp-optional">([[niet verplicht]])</span><?cs /if ?><?cs /def ?>
<?cs # field_open(name,label,hint,optional,error): everything of a field before its control; close with field_close() ?>
<?cs def:field_open(name,label,hint,optional,error) ?><div class="utrecht-form-field<?cs if:error ?> utrecht-form-field--invalid<?cs /if ?>">
<label class="utrecht-form-label" for="<?cs var:name ?>"><?cs var:label ?><?cs call:optional_mark(optional) ?></label>
<?cs if:hint ?><?cs call:hint_line(name,hint) ?><?cs /if ?><?cs if:error ?><?cs call:error_line(name,error) ?><?cs /if ?><?cs /def ?>
<?cs def:field_close() ?></div>
<?cs /def ?>
<?cs # set_open(name,label,hint,optional,error): the same for a group of controls; close with set_close() ?>
<?cs def:set_open(name,label,hint,optional,error) ?><fieldset class="utrecht-form-fieldset<?cs if:error ?> utrecht-form-fieldset--invalid<?cs /if ?>"<?cs call:described(name,hint,error,0) ?>>
<legend class="utrecht-form-fieldset__legend"><?cs var:label ?><?cs call:optional_mark(optional) ?></legend>
<?cs if:hint ?><?cs call:hint_line(name,hint) ?><?cs /if ?><?cs if:error ?><?cs call:error_line(name,error) ?><?cs /if ?><?cs /def ?>
<?cs def:set_close() ?></fieldset>
<?cs /def ?>
<?cs # options(name,choices,hint,error): the select itself; day_part: one of the three fields of a date ?>
<?cs def:options(name,choices,hint,error) ?><select class="utrecht-select" id="<?cs var:name ?>" name="<?cs var:name ?>"<?cs call:described(name,hint,error,0) ?><?cs call:invalid(error) ?>>
<?cs each:c = choices ?><option value="<?cs var:c.Value ?>"<?cs if:c.Checked ?> selected<?cs /if ?>><?cs var:c.Label ?></option>
<?cs /each ?></select>
<?cs /def ?>
<?cs def:day_part(id,name,label,width,value,error) ?><div><label class="utrecht-form-label" for="<?cs var:id ?>"><?cs var:label ?></label>
<input class="utrecht-textbox<?cs if:error ?> utrecht-textbox--invalid<?cs /if ?> kp-width-<?cs var:width ?>" type="text" inputmode="numeric" dir="ltr" id="<?cs var:id ?>" name="<?cs var:name ?>" autocomplete="off"<?cs if:error ?> aria-invalid="true"<?cs /if ?> value="<?cs var:value ?>"></div>
<?cs /def ?>
<?cs # hidden(name,value): a hidden input ?>
<?cs def:hidden(name,value) ?><input type="hidden" name="<?cs var:name ?>" value="<?cs var:value ?>">
<?cs /def ?>

<?cs # --- Fields from an HDF node --------------------------------------------- ?>
<?cs # field_line(f): one line of text; InputMode (email tel url numeric) makes it left-to-right ?>
<?cs def:field_line(f) ?><?cs call:field_open(f.Name,f.Label,f.Hint,f.Optional,f.Error) ?><input class="utrecht-textbox<?cs if:f.Error ?> utrecht-textbox--invalid<?cs /if ?><?cs if:f.Width ?> kp-width-<?cs var:f.Width ?><?cs /if ?>" type="<?cs if:f.Kind == "password" ?>password<?cs elif:f.InputMode == "email" ?>email<?cs elif:f.InputMode == "tel" ?>tel<?cs else ?>text<?cs /if ?>" id="<?cs var:f.Name ?>" name="<?cs var:f.Name ?>"<?cs if:f.InputMode ?> inputmode="<?cs var:f.InputMode ?>" dir="ltr"<?cs else ?> dir="auto"<?cs /if ?> autocomplete="<?cs if:f.Autocomplete ?><?cs var:f.Autocomplete ?><?cs else ?>off<?cs /if ?>" spellcheck="false"<?cs if:f.Hint || f.Error ?><?cs call:described(f.Name,f.Hint,f.Error,0) ?><?cs /if ?><?cs if:f.Required ?> aria-required="true"<?cs /if ?><?cs if:f.Error ?> aria-invalid="true"<?cs /if ?> value="<?cs var:f.Value ?>">
<?cs call:field_close() ?><?cs /def ?>
<?cs # field_prose(f): several lines; MaxLength is said, never enforced by cutting. No autocomplete="off": browsers keep no
  list of what was typed in a textarea, and with it they would not give the text back after Back. ?>
<?cs def:field_prose(f) ?><?cs call:field_open(f.Name,f.Label,f.Hint,f.Optional,f.Error) ?><textarea class="utrecht-textarea<?cs if:f.Error ?> utrecht-textarea--invalid<?cs /if ?>" id="<?cs var:f.Name ?>" name="<?cs var:f.Name ?>" rows="<?cs if:f.Rows ?><?cs var:f.Rows ?><?cs else ?>6<?cs /if ?>" dir="auto" spellcheck="false"<?cs call:described(f.Name,f.Hint,f.Error,f.MaxLength) ?><?cs if:f.Required ?> aria-required="true"<?cs /if ?><?cs if:f.Error ?> aria-invalid="true"<?cs /if ?>>
<?cs var:f.Value ?></textarea>
<?cs if:f.MaxLength ?><p class="kp-small" id="<?cs var:f.Name ?>-more">[[U kunt maximaal <?cs var:f.MaxLength ?> tekens gebruiken.]]</p>
<?cs /if ?><?cs call:field_close() ?><?cs /def ?>
<?cs # tick_row(type,name,id,c,error): one radio button or checkbox with its label and hint ?>
<?cs def:tick_row(type,name,id,c,error) ?><div class="kp-tick">
<input class="utrecht-<?cs if:type == "radio" ?>radio-button<?cs else ?>checkbox<?cs /if ?>" type="<?cs var:type ?>" name="<?cs var:name ?>" id="<?cs var:id ?>" value="<?cs var:c.Value ?>"<?cs if:c.Checked ?> checked<?cs /if ?><?cs if:c.Hint ?> aria-describedby="<?cs var:id ?>-hint"<?cs /if ?><?cs if:error ?> aria-invalid="true"<?cs /if ?>>
<label class="utrecht-form-label" for="<?cs var:id ?>"><?cs var:c.Label ?></label>
<?cs if:c.Hint ?><?cs call:hint_line(id,c.Hint) ?><?cs /if ?></div>
<?cs /def ?>
<?cs # ticks(type,f): all choices of a field; the first has the field's name as its id ?>
<?cs def:ticks(type,f) ?><div class="kp-ticks">
<?cs each:c = f.Choices ?><?cs if:first(c) ?><?cs call:tick_row(type,f.Name,f.Name,c,0) ?><?cs else ?><?cs call:tick_row(type,f.Name,f.Name + "-" + c.Value,c,0) ?><?cs /if ?><?cs /each ?></div>
<?cs /def ?>
<?cs # field_choice(f): one of the choices, as radio buttons ?>
<?cs def:field_choice(f) ?><?cs call:set_open(f.Name,f.Label,f.Hint,f.Optional,f.Error) ?><?cs call:ticks("radio",f) ?><?cs call:set_close() ?><?cs /def ?>
<?cs # field_many(f): any of the choices, as checkboxes ?>
<?cs def:field_many(f) ?><?cs call:set_open(f.Name,f.Label,f.Hint,f.Optional,f.Error) ?><?cs call:ticks("checkbox",f) ?><?cs call:set_close() ?><?cs /def ?>
<?cs # field_select(f): one of many choices, as a list that opens; put the empty choice in Choices.0 ?>
<?cs def:field_select(f) ?><?cs call:field_open(f.Name,f.Label,f.Hint,f.Optional,f.Error) ?><?cs call:options(f.Name,f.Choices,f.Hint,f.Error) ?><?cs call:field_close() ?><?cs /def ?>
<?cs # field_day(f): a date in three fields name.day name.month name.year ?>
<?cs def:field_day(f) ?><?cs call:set_open(f.Name,f.Label,f.Hint,f.Optional,f.Error) ?><div class="kp-day">
<?cs call:day_part(f.Name,f.Name + ".day","[[Dag]]","2",f.Day,f.Error) ?><?cs call:day_part(f.Name + ".month",f.Name + ".month","[[Maand]]","2",f.Month,f.Error) ?><?cs call:day_part(f.Name + ".year",f.Name + ".year","[[Jaar]]","4",f.Year,f.Error) ?></div>
<?cs call:set_close() ?><?cs /def ?>
<?cs # field_tick(f): one checkbox, value 1 ?>
<?cs def:field_tick(f) ?><div class="utrecht-form-field<?cs if:f.Error ?> utrecht-form-field--invalid<?cs /if ?>">
<?cs call:error_line(f.Name,f.Error) ?><div class="kp-tick">
<input class="utrecht-checkbox" type="checkbox" name="<?cs var:f.Name ?>" id="<?cs var:f.Name ?>" value="1"<?cs if:f.Value ?> checked<?cs /if ?><?cs if:f.Hint || f.Error ?><?cs call:described(f.Name,f.Hint,f.Error,0) ?><?cs /if ?><?cs if:f.Error ?> aria-invalid="true"<?cs /if ?>>
<label class="utrecht-form-label" for="<?cs var:f.Name ?>"><?cs var:f.Label ?></label>
<?cs call:hint_line(f.Name,f.Hint) ?></div>
</div>
<?cs /def ?>
<?cs # field(f): the field that fits f.Kind ?>
<?cs def:field(f) ?><?cs if:f.Kind == "prose" ?><?cs call:field_prose(f) ?><?cs elif:f.Kind == "choice" ?><?cs call:field_choice(f) ?><?cs elif:f.Kind == "many" ?><?cs call:field_many(f) ?><?cs elif:f.Kind == "select" ?><?cs call:field_select(f) ?><?cs elif:f.Kind == "day" ?><?cs call:field_day(f) ?><?cs elif:f.Kind == "tick" ?><?cs call:field_tick(f) ?><?cs elif:f.Kind == "hidden" ?><?cs call:hidden(f.Name,f.Value) ?><?cs else ?><?cs call:field_line(f) ?><?cs /if ?><?cs /def ?>
<?cs # fields(list): all fields of a list ?>
<?cs def:fields(list) ?><?cs each:f = list ?><?cs call:field(f) ?><?cs /each ?><?cs /def ?>

<?cs # --- Fields from plain values, for forms written out in a page ------------ ?>
<?cs # text_field(name,label,hint,optional,value,error): one line ?>
<?cs def:text_field(name,label,hint,optional,value,error) ?><?cs call:field_open(name,label,hint,optional,error) ?><input class="utrecht-textbox<?cs if:error ?> utrecht-textbox--invalid<?cs /if ?>" type="text" id="<?cs var:name ?>" name="<?cs var:name ?>" dir="auto" autocomplete="off" spellcheck="false"<?cs call:described(name,hint,error,0) ?><?cs call:invalid(error) ?> value="<?cs var:value ?>">
<?cs call:field_close() ?><?cs /def ?>
<?cs # code_field(name,label,hint,value,error,mode,complete): a number, code or date; left-to-right; mode = inputmode, complete = autocomplete ?>
<?cs def:code_field(name,label,hint,value,error,mode,complete) ?><?cs call:field_open(name,label,hint,0,error) ?><input class="utrecht-textbox<?cs if:error ?> utrecht-textbox--invalid<?cs /if ?> kp-width-20" type="text" inputmode="<?cs var:mode ?>" id="<?cs var:name ?>" name="<?cs var:name ?>" dir="ltr" autocomplete="<?cs var:complete ?>" spellcheck="false" autocapitalize="none"<?cs call:described(name,hint,error,0) ?><?cs call:invalid(error) ?> value="<?cs var:value ?>">
<?cs call:field_close() ?><?cs /def ?>
<?cs # password_field(name,label,hint,error,complete): never filled in by us ?>
<?cs def:password_field(name,label,hint,error,complete) ?><?cs call:field_open(name,label,hint,0,error) ?><input class="utrecht-textbox<?cs if:error ?> utrecht-textbox--invalid<?cs /if ?> kp-width-30" type="password" id="<?cs var:name ?>" name="<?cs var:name ?>" dir="ltr" autocomplete="<?cs var:complete ?>"<?cs call:described(name,hint,error,0) ?><?cs call:invalid(error) ?>>
<?cs call:field_close() ?><?cs /def ?>
<?cs # file_field(name,label,hint,optional,error,accept): one file; the form is multipart. Never filled in: browsers do not let a page choose ?>
<?cs def:file_field(name,label,hint,optional,error,accept) ?><?cs call:field_open(name,label,hint,optional,error) ?><input class="kp-file" type="file" id="<?cs var:name ?>" name="<?cs var:name ?>" accept="<?cs var:accept ?>"<?cs call:described(name,hint,error,0) ?><?cs call:invalid(error) ?>>
<?cs call:field_close() ?><?cs /def ?>
<?cs # prose_field(name,label,hint,optional,value,error,rows): several lines ?>
<?cs def:prose_field(name,label,hint,optional,value,error,rows) ?><?cs call:field_open(name,label,hint,optional,error) ?><textarea class="utrecht-textarea<?cs if:error ?> utrecht-textarea--invalid<?cs /if ?>" id="<?cs var:name ?>" name="<?cs var:name ?>" rows="<?cs var:rows ?>" dir="auto" autocomplete="off" spellcheck="false"<?cs call:described(name,hint,error,0) ?><?cs call:invalid(error) ?>>
<?cs var:value ?></textarea>
<?cs call:field_close() ?><?cs /def ?>
<?cs # select_field(name,label,hint,optional,choices,error): choices = list with Value Label Checked ?>
<?cs def:select_field(name,label,hint,optional,choices,error) ?><?cs call:field_open(name,label,hint,optional,error) ?><?cs call:options(name,choices,hint,error) ?><?cs call:field_close() ?><?cs /def ?>
<?cs # radio_field(name,label,hint,optional,choices,error) and check_field(...): choices = list with Value Label Hint Checked ?>
<?cs def:radio_field(name,label,hint,optional,choices,error) ?><?cs call:set_open(name,label,hint,optional,error) ?><div class="kp-ticks">
<?cs each:c = choices ?><?cs if:first(c) ?><?cs call:tick_row("radio",name,name,c,0) ?><?cs else ?><?cs call:tick_row("radio",name,name + "-" + c.Value,c,0) ?><?cs /if ?><?cs /each ?></div>
<?cs call:set_close() ?><?cs /def ?>
<?cs def:check_field(name,label,hint,optional,choices,error) ?><?cs call:set_open(name,label,hint,optional,error) ?><div class="kp-ticks">
<?cs each:c = choices ?><?cs if:first(c) ?><?cs call:tick_row("checkbox",name,name,c,0) ?><?cs else ?><?cs call:tick_row("checkbox",name,name + "-" + c.Value,c,0) ?><?cs /if ?><?cs /each ?></div>
<?cs call:set_close() ?><?cs /def ?>
<?cs # tick_field(name,label,hint,checked,error): one checkbox, value 1 ?>
<?cs def:tick_field(name,label,hint,checked,error) ?><div class="utrecht-form-field<?cs if:error ?> utrecht-form-field--invalid<?cs /if ?>">
<?cs call:error_line(name,error) ?><div class="kp-tick">
<input class="utrecht-checkbox" type="checkbox" name="<?cs var:name ?>" id="<?cs var:name ?>" value="1"<?cs if:checked ?> checked<?cs /if ?><?cs call:described(name,hint,error,0) ?><?cs call:invalid(error) ?>>
<label class="utrecht-form-label" for="<?cs var:name ?>"><?cs var:label ?></label>
<?cs call:hint_line(name,hint) ?></div>
</div>
<?cs /def ?>

<?cs # --- Forms ---------------------------------------------------------------- ?>
<?cs # form_secrets(): csrf and sealed form state, in every POST form ?>
<?cs def:form_secrets() ?><?cs if:Csrf ?><?cs call:hidden("csrf",Csrf) ?><?cs /if ?><?cs if:State ?><?cs call:hidden("state",State) ?><?cs /if ?><?cs /def ?>
<?cs # button_primary(name,value,label), button_secondary, button_quiet (looks like a link), button_danger: submit buttons; empty name = no name ?>
<?cs def:button_primary(name,value,label) ?><button class="utrecht-button utrecht-button--primary-action" type="submit"<?cs if:name ?> name="<?cs var:name ?>" value="<?cs var:value ?>"<?cs /if ?>><?cs var:label ?></button>
<?cs /def ?>
<?cs def:button_secondary(name,value,label) ?><button class="utrecht-button utrecht-button--secondary-action" type="submit" formnovalidate<?cs if:name ?> name="<?cs var:name ?>" value="<?cs var:value ?>"<?cs /if ?>><?cs var:label ?></button>
<?cs /def ?>
<?cs def:button_quiet(name,value,label) ?><button class="kp-quiet" type="submit" formnovalidate<?cs if:name ?> name="<?cs var:name ?>" value="<?cs var:value ?>"<?cs /if ?>><?cs var:label ?></button>
<?cs /def ?>
<?cs def:button_danger(name,value,label) ?><button class="utrecht-button utrecht-button--primary-action utrecht-button--danger" type="submit"<?cs if:name ?> name="<?cs var:name ?>" value="<?cs var:value ?>"<?cs /if ?>><?cs var:label ?></button>
<?cs /def ?>
<?cs # buttons_start(), buttons_end(): around the buttons under a form ?>
<?cs def:buttons_start() ?><div class="kp-buttons">
<?cs /def ?>
<?cs def:buttons_end() ?></div>
<?cs /def ?>
<?cs # error_summary(): first thing in the page, above h1; prints nothing without Errors ?>
<?cs def:error_summary() ?><?cs if:subcount(Errors) ?><div class="kp-errors" id="fouten" tabindex="-1" autofocus role="group" aria-labelledby="fouten-kop">
<h2 class="utrecht-heading-3" id="fouten-kop">[[Er is een probleem. Controleer uw antwoorden.]]</h2>
<ul class="utrecht-unordered-list">
<?cs each:e = Errors ?><li><?cs if:e.Field ?><a class="utrecht-link" href="#<?cs var:e.Field ?>"><?cs var:e.Text ?></a><?cs else ?><?cs var:e.Text ?><?cs /if ?></li>
<?cs /each ?></ul>
</div>
<?cs /if ?><?cs /def ?>
<?cs # step_line(now,total,part): "Stap 2 van 7", above h1; part: of a step with several pages, empty = none ?>
<?cs def:step_line(now,total,part) ?><p class="kp-step">[[Stap <?cs var:now ?> van <?cs var:total ?>]]<?cs if:part ?> – <bdi><?cs var:part ?></bdi><?cs /if ?></p>
<?cs /def ?>

<?cs # --- Showing -------------------------------------------------------------- ?>
<?cs # notice(kind,heading,text): kind info warning danger success; empty heading = none. notice_start/notice_end around own HTML ?>
<?cs def:notice_start(kind,heading) ?><div class="kp-notice kp-notice--<?cs var:kind ?>">
<?cs if:heading ?><h2 class="utrecht-heading-4"><?cs var:heading ?></h2>
<?cs /if ?><?cs /def ?>
<?cs def:notice_end() ?></div>
<?cs /def ?>
<?cs def:notice(kind,heading,text) ?><?cs call:notice_start(kind,heading) ?><p><?cs var:text ?></p>
<?cs call:notice_end() ?><?cs /def ?>
<?cs # badge(kind,text): small mark; kind neutral info success warning late danger; never colour alone: the last three carry a sign ?>
<?cs def:badge(kind,text) ?><span class="kp-badge kp-badge--<?cs var:kind ?>"><?cs if:kind == "danger" || kind == "late" ?><span aria-hidden="true">! </span><?cs elif:kind == "warning" ?><span aria-hidden="true">&#9679; </span><?cs /if ?><?cs var:text ?></span><?cs /def ?>
<?cs # status_chip(status,text): status of a signal, by its number ?>
<?cs def:status_chip(status,text) ?><span class="kp-chip kp-chip--<?cs var:status ?>"><?cs var:text ?></span><?cs /def ?>
<?cs # words(text): what a person wrote: own direction, line ends kept ?>
<?cs def:words(text) ?><div class="kp-words" dir="auto"><?cs var:text ?></div>
<?cs /def ?>
<?cs # asked(q): a question to the reporter; one that a person wrote (q.Own) keeps its language (q.Lang), direction and line ends ?>
<?cs def:asked(q) ?><?cs if:q.Own ?><span class="kp-words" lang="<?cs var:q.Lang ?>" dir="auto"><?cs var:q.Text ?></span><?cs else ?><?cs var:q.Text ?><?cs /if ?><?cs /def ?>
<?cs # code(text): a reference number or code: left-to-right, not translated by the browser ?>
<?cs def:code(text) ?><span class="kp-code" dir="ltr" translate="no"><?cs var:text ?></span><?cs /def ?>
<?cs # facts_start(), fact(label,value), fact_words(label,text), facts_end(): a description list ?>
<?cs def:facts_start() ?><dl class="kp-facts">
<?cs /def ?>
<?cs def:facts_end() ?></dl>
<?cs /def ?>
<?cs def:fact(label,value) ?><div><dt><?cs var:label ?></dt><dd><?cs if:value ?><bdi><?cs var:value ?></bdi><?cs else ?><span class="kp-none">[[niet ingevuld]]</span><?cs /if ?></dd></div>
<?cs /def ?>
<?cs def:fact_words(label,text) ?><div><dt><?cs var:label ?></dt><dd><?cs if:text ?><span class="kp-words" dir="auto"><?cs var:text ?></span><?cs else ?><span class="kp-none">[[niet ingevuld]]</span><?cs /if ?></dd></div>
<?cs /def ?>
<?cs # fact_change(label,text,name,value): an answer with a change button (submit name=value), "niet ingevuld" when empty ?>
<?cs def:fact_change(label,text,name,value) ?><div><dt><?cs var:label ?></dt><dd><?cs if:text ?><span class="kp-words" dir="auto"><?cs var:text ?></span><?cs else ?><span class="kp-none">[[niet ingevuld]]</span><?cs /if ?></dd><dd class="kp-change"><button class="kp-quiet" type="submit" formnovalidate name="<?cs var:name ?>" value="<?cs var:value ?>">[[Wijzig]]<span class="kp-hidden"> <?cs var:label ?></span></button></dd></div>
<?cs /def ?>
<?cs # fact_files(label,files,name,value): the same for files (f.Number .Name .About); a name keeps its own direction ?>
<?cs def:fact_files(label,files,name,value) ?><div><dt><?cs var:label ?></dt><dd><?cs each:f = files ?><?cs var:f.Number ?>. <bdi><?cs var:f.Name ?></bdi> – <?cs var:f.About ?><?cs if:!last(f) ?><br><?cs /if ?>
<?cs /each ?></dd><dd class="kp-change"><button class="kp-quiet" type="submit" formnovalidate name="<?cs var:name ?>" value="<?cs var:value ?>">[[Wijzig]]<span class="kp-hidden"> <?cs var:label ?></span></button></dd></div>
<?cs /def ?>
<?cs # table_start(id,caption), table_end(): a table that scrolls in its own box on a phone; write thead and tbody between ?>
<?cs def:table_start(id,caption) ?><div class="kp-table" role="region" tabindex="0" aria-labelledby="<?cs var:id ?>">
<table class="utrecht-table"><caption class="utrecht-table__caption" id="<?cs var:id ?>"><?cs var:caption ?></caption>
<?cs /def ?>
<?cs # table_stacked(id,caption): the same, but on a phone each row stands under itself, with cell_label(text) where the head of the column is missed ?>
<?cs def:table_stacked(id,caption) ?><div class="kp-table kp-stack" role="region" tabindex="0" aria-labelledby="<?cs var:id ?>">
<table class="utrecht-table"><caption class="utrecht-table__caption" id="<?cs var:id ?>"><?cs var:caption ?></caption>
<?cs /def ?>
<?cs def:cell_label(text) ?><span class="kp-phone"><?cs var:text ?>: </span><?cs /def ?>
<?cs def:table_end() ?></table>
</div>
<?cs /def ?>
<?cs # pagination(p): p.Text ("1-50 van 214"), p.First (the newest), p.Prev, p.Next (addresses, made by C), p.List.N.Url .Number .Current ?>
<?cs def:pagination(p) ?><?cs if:p.First || p.Prev || p.Next ?><nav class="kp-pages" aria-label="[[Pagina's]]">
<?cs if:p.First ?><a class="utrecht-link" href="<?cs var:p.First ?>">[[Naar de nieuwste]]</a><?cs /if ?><?cs if:p.Prev ?><a class="utrecht-link" href="<?cs var:p.Prev ?>" rel="prev">[[Vorige]]</a><?cs /if ?>
<?cs each:n = p.List ?><?cs if:n.Current ?><span aria-current="page"><?cs var:n.Number ?></span><?cs else ?><a class="utrecht-link" href="<?cs var:n.Url ?>"><span class="kp-hidden">[[Pagina]] </span><?cs var:n.Number ?></a><?cs /if ?>
<?cs /each ?><?cs if:p.Text ?><span><?cs var:p.Text ?></span><?cs /if ?>
<?cs if:p.Next ?><a class="utrecht-link" href="<?cs var:p.Next ?>" rel="next">[[Volgende]]</a><?cs /if ?>
</nav>
<?cs /if ?><?cs /def ?>
<?cs # nav_link(url,label,here): an item of the main menu; here = 1 on its own page ?>
<?cs def:nav_link(url,label,here) ?><li><a href="<?cs var:url ?>"<?cs if:here ?> aria-current="page"<?cs /if ?>><?cs var:label ?></a></li>
<?cs /def ?>

<?cs # --- Layout (staff) -------------------------------------------------------- ?>
<?cs # columns_start(), columns_aside(), columns_end(): main column and a narrow one beside it on wide screens ?>
<?cs def:columns_start() ?><div class="kp-columns"><div>
<?cs /def ?>
<?cs def:columns_aside() ?></div><div class="kp-aside">
<?cs /def ?>
<?cs def:columns_end() ?></div></div>
<?cs /def ?>
<?cs # panel_start(id,heading), panel_end(): a section with a frame and an h2 ?>
<?cs def:panel_start(id,heading) ?><section class="kp-panel" aria-labelledby="<?cs var:id ?>">
<h2 class="utrecht-heading-3" id="<?cs var:id ?>"><?cs var:heading ?></h2>
<?cs /def ?>
<?cs def:panel_end() ?></section>
<?cs /def ?>
<?cs # filters_start(action,label), filters_end(): a GET form in one row of fields (write fields and a button between) ?>
<?cs def:filters_start(action,label) ?><form class="kp-filters" method="get" action="<?cs var:action ?>" role="search" aria-label="<?cs var:label ?>">
<?cs /def ?>
<?cs def:filters_end() ?></form>
<?cs /def ?>
<?cs # due(kind,text): a due date; kind late (red, "!"), today (amber), or empty ?>
<?cs def:due(kind,text) ?><?cs if:kind == "late" ?><?cs call:badge("late",text) ?><?cs elif:kind == "today" ?><?cs call:badge("warning",text) ?><?cs else ?><?cs var:text ?><?cs /if ?><?cs /def ?>
<?cs # details_start(summary), details_end(): help that opens ?>
<?cs def:details_start(summary) ?><details class="kp-details"><summary><?cs var:summary ?></summary>
<?cs /def ?>
<?cs def:details_end() ?></details>
<?cs /def ?>
<?cs # --- Desk -------------------------------------------------------------------- ?>
<?cs # left_out(): which filters of the address count for nothing (LeftOut.N.Text) ?>
<?cs def:left_out() ?><?cs if:subcount(LeftOut) ?><div role="status"><?cs call:notice_start("warning","[[Een filter in het adres klopt niet]]") ?><p>[[Dit kennen wij niet, en het telt nu niet mee:]] <?cs each:l = LeftOut ?><strong><?cs var:l.Text ?></strong><?cs if:!last(l) ?>, <?cs /if ?><?cs /each ?>. [[Uw andere filters tellen wel. Kies hieronder opnieuw.]]</p>
<?cs call:notice_end() ?></div>
<?cs /if ?><?cs /def ?>
<?cs # take_file(f,style): the button that takes a clean copy along (f.Take .No .Name .Purpose .Reason); style = class of the button ?>
<?cs def:take_file(f,style) ?><form class="kp-inline" method="post" action="<?cs var:f.Take ?>"><?cs call:form_secrets() ?><?cs call:hidden("no",f.No) ?><?cs call:hidden("name",f.Name) ?><?cs if:f.Purpose ?><?cs call:hidden("purpose",f.Purpose) ?><?cs call:hidden("reason",f.Reason) ?><?cs /if ?><button class="<?cs var:style ?>" type="submit">[[Download de schone kopie]]<span class="kp-hidden"> [[van bestand <?cs var:f.No ?>]]</span></button></form><?cs /def ?>
<?cs # conflict(): somebody was first (Conflict.Who .What .When), the text has to be opened again (.Shut), or neither: it cannot be done any more; what was typed is in the form below ?>
<?cs def:conflict() ?><?cs if:Conflict ?><div role="alert"><?cs if:Conflict.Shut ?><?cs call:notice_start("warning","[[Open eerst de tekst]]") ?><p>[[U hebt de tekst niet geopend, of langer dan een dag geleden. Open hem met een reden. Dan kan deze stap weer.]] <?cs else ?><?cs if:Conflict.Own ?><?cs call:notice_start("warning","[[U hebt dit signaal zelf al veranderd]]") ?><p><?cs else ?><?cs if:Conflict.What ?><?cs call:notice_start("warning","[[Iemand was u voor]]") ?><?cs else ?><?cs call:notice_start("warning","[[Dit kan nu niet meer]]") ?><?cs /if ?><p><?cs if:Conflict.Who ?><bdi><?cs var:Conflict.Who ?></bdi>: <?cs /if ?><?cs /if ?><?cs if:Conflict.What ?><strong><?cs var:Conflict.What ?></strong><?cs if:Conflict.When ?> (<?cs var:Conflict.When ?>)<?cs /if ?>. <?cs /if ?>[[Het signaal staat nu op: <?cs var:S.StatusText ?>.]] <?cs /if ?><?cs if:Conflict.Own ?>[[Deze keer is er niets opgeslagen.]]<?cs else ?>[[Er is niets van u opgeslagen.]]<?cs /if ?><?cs if:subcount(Form) ?> [[Wat u typte staat nog hieronder.]]<?cs /if ?></p>
<?cs call:notice_end() ?></div>
<?cs /if ?><?cs /def ?>
<?cs # keep_as_note(text): the step cannot be taken any more; the text can be kept as a note (S.Url .Form) ?>
<?cs def:keep_as_note(text) ?><p><?cs if:Conflict.Shut ?>[[Bewaar eerst uw tekst als notitie. Daarna bent u weer op de pagina van het signaal.]]<?cs else ?>[[Deze stap kan nu niet meer. U kunt uw tekst bewaren als notitie.]]<?cs /if ?></p>
<form method="post" action="<?cs var:S.Url ?>/note" novalidate><?cs call:form_secrets() ?><?cs call:hidden("form",S.Form) ?><?cs call:prose_field("note","[[Uw tekst]]","",0,text,"","5") ?><?cs call:buttons_start() ?><?cs call:button_primary("","","[[Bewaar als notitie]]") ?><?cs call:buttons_end() ?></form>
<?cs /def ?>
<?cs # dated(label,date): a step of the work with its date, or that it was not done ?>
<?cs def:dated(label,date) ?><div><dt><?cs var:label ?></dt><dd><?cs if:date ?><?cs var:date ?><?cs else ?><span class="kp-none">[[nog niet]]</span><?cs /if ?></dd></div>
<?cs /def ?>
<?cs # translations(list): below an original, which comes first; list = Text Lang LangText By Who Grade GradeText Machine Day ?>
<?cs def:translations(list) ?><?cs each:x = list ?><div class="kp-note kp-translation"><p class="kp-small"><strong>[[Vertaling]]</strong>, <?cs var:x.LangText ?> · <?cs var:x.By ?>: <bdi><?cs var:x.Who ?></bdi> · <?cs if:x.Machine ?><?cs call:badge("warning",x.GradeText) ?><?cs else ?><?cs var:x.GradeText ?><?cs /if ?> · <?cs var:x.Day ?></p>
<div class="kp-words" lang="<?cs var:x.Lang ?>" dir="auto"><?cs var:x.Text ?></div>
</div>
<?cs /each ?><?cs /def ?>
